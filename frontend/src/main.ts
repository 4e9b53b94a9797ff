// What pages need beyond HTML: partial updates, keys, selecting many, leaving unsaved forms alone.
// No rule of the county's work lives here.
import "@tabler/core/dist/css/tabler.min.css";
import "./dixian.css";
import "./worklist.css";
import "./places.css";
import "./htmx";
import { bindKeys } from "./keys";
import { bindSelection } from "./selection";
import { bindForms } from "./forms";

bindKeys();
bindSelection();
bindForms();
