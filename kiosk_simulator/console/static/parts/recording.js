// Records a visit; it is kept with the scenarios, and the file of it goes to the one who recorded.

import { act } from "../lib/api.js";
import { byId, make } from "../lib/dom.js";

export function build() {
  byId("record").addEventListener("click", () => act("/api/recording/start"));
  byId("record-stop").addEventListener("click", async () => {
    const answer = await act("/api/recording/stop", { name: byId("record-name").value });
    if (!answer) return;
    byId("record-name").value = "";
    const file = URL.createObjectURL(new Blob([answer.result], { type: "text/plain" }));
    make("a", { href: file, download: "recorded.scenario" }).click();
    URL.revokeObjectURL(file);
  });
}

export function show(state) {
  byId("record").disabled = state.recording || Boolean(state.scenarios.running);
  byId("record").classList.toggle("is-on", state.recording);
  byId("record-stop").disabled = byId("record-name").disabled = !state.recording;
  byId("record-stop").classList.toggle("primary", state.recording);
}
