// What pages need beyond HTML: partial updates, keys, selecting many, leaving unsaved forms alone.
// No rule of the county's work lives here.
import "./styles.css";
import "./htmx";
import { bindKeys } from "./keys";
import { bindSelection } from "./selection";
import { bindForms } from "./forms";

bindKeys();
bindSelection();
bindForms();
