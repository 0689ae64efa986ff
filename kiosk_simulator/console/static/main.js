// Joins the parts: what there is comes once, how it stands comes with every change.

import { ask, at, follow } from "./api.js";
import * as card from "./card.js";
import { byId } from "./dom.js";
import * as hours from "./hours.js";
import * as money from "./money.js";
import * as paper from "./paper.js";
import * as records from "./records.js";
import * as screen from "./screen.js";
import * as services from "./services.js";
import * as switches from "./switches.js";

const parts = [screen, card, money, paper, switches, services, hours, records];

const catalogue = await ask("/api/catalogue");
for (const part of parts) part.build?.(catalogue);
byId("guide").href = at("/guide");
follow(
  (state) => {
    for (const part of parts) part.show(state, catalogue);
    document.body.dataset.ready = "true"; // for whoever drives the page by program
  },
  (lost) => { byId("offline").hidden = !lost; },
);
