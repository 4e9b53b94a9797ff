// What pages need beyond HTML: partial updates, keys, selecting many, drafts of forms.
// No rule of the county's work lives here.
import "./styles.css";
import "./htmx";
import { bindKeys } from "./keys";
import { bindDesk } from "./desk";
import { bindSelection } from "./selection";
import { bindDrafts } from "./drafts";
import { bindFiles } from "./files";
import { bindForms } from "./forms";
import { bindGrid } from "./grid";
import { bindLists } from "./lists";
import { bindMenu } from "./menu";
import { bindNarrowing } from "./narrowing";

bindMenu();
bindKeys();
bindDesk();
bindSelection();
bindForms();
bindFiles();
bindLists();
bindGrid();
bindNarrowing();
bindDrafts();
