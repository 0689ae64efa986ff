// Joins the parts: what there is comes once, how it stands comes with every change.

import { ask, at, follow } from "./lib/api.js";
import { byId } from "./lib/dom.js";
import * as card from "./parts/card.js";
import * as folds from "./parts/folds.js";
import * as hours from "./parts/hours.js";
import * as money from "./parts/money.js";
import * as paper from "./parts/paper.js";
import * as picture from "./parts/picture.js";
import * as recording from "./parts/recording.js";
import * as records from "./parts/records.js";
import * as scenarios from "./parts/scenarios.js";
import * as services from "./parts/services.js";
import * as sound from "./parts/sound.js";
import * as state from "./parts/state.js";
import * as switches from "./parts/switches.js";
import * as words from "./parts/words.js";

const parts = [
  words, folds, state, picture, card, money, paper, sound, switches, scenarios, recording, services, hours, records,
];
const version = document.querySelector('meta[name="console-version"]').content;

const catalogue = await ask("/api/catalogue");
for (const part of parts) part.build?.(catalogue);
byId("guide").href = at("/guide");
follow(
  (told) => {
    if (told.page !== version) {
      location.reload(); // the terminal came back as another one, with another page
      return;
    }
    for (const part of parts) part.show?.(told, catalogue);
    document.body.dataset.ready = "true"; // for whoever drives the page by program
  },
  (lost) => {
    byId("offline").hidden = lost !== "away";
    byId("moved").hidden = lost !== "moved";
    document.body.classList.toggle("lost", Boolean(lost));
  },
);
