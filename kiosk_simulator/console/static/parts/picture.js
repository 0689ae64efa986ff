// The terminal's screen: asked for only while it is looked at; a click on it is a touch.

import { act, get } from "../lib/api.js";
import { byId } from "../lib/dom.js";

const AGAIN = 1000; // milliseconds until a terminal that did not answer is asked again
let seen = { name: "", generation: -1 };
let stop = null; // ends the question that is open
let touches = Promise.resolve(); // a finger comes down before it is lifted

const pause = () => new Promise((done) => { setTimeout(done, AGAIN); });
const isLookedAt = () => byId("fold-screen").open && !document.hidden;

async function look(signal) {
  const answer = await get(`/api/screen?after=${encodeURIComponent(seen.name)}`, signal);
  if (answer.status === 204) return;
  if (!answer.ok) throw new Error(String(answer.status));
  const bitmap = await createImageBitmap(await answer.blob());
  const canvas = byId("picture");
  if (canvas.width !== bitmap.width || canvas.height !== bitmap.height) {
    canvas.width = bitmap.width;
    canvas.height = bitmap.height;
    document.body.style.setProperty("--ratio", bitmap.width / bitmap.height);
  }
  canvas.getContext("2d").drawImage(bitmap, 0, 0);
  bitmap.close();
  seen = { name: answer.headers.get("X-Picture"), generation: Number(answer.headers.get("X-Generation")) };
  canvas.dataset.picture = seen.name;
  canvas.dataset.generation = seen.generation;
}

async function watch() {
  if (stop || !isLookedAt()) return;
  stop = new AbortController();
  const { signal } = stop;
  while (!signal.aborted) {
    try {
      await look(signal);
      byId("picture-box").classList.remove("stale");
    } catch {
      byId("picture-box").classList.add("stale");
      if (!signal.aborted) await pause();
    }
  }
}

function lookedAt() {
  if (isLookedAt()) watch();
  else {
    stop?.abort();
    stop = null;
  }
}

function place(event) {
  const box = byId("picture").getBoundingClientRect();
  const within = (value) => Math.min(1, Math.max(0, value));
  return { x: within((event.clientX - box.left) / box.width), y: within((event.clientY - box.top) / box.height) };
}

function mark({ x, y }, isDown) {
  const dot = byId("touch-mark");
  dot.hidden = !isDown;
  dot.style.left = `${x * 100}%`;
  dot.style.top = `${y * 100}%`;
}

export function build(catalogue) {
  byId("fold-screen").hidden = !catalogue.screen;
  if (!catalogue.screen) return;
  const canvas = byId("picture");
  canvas.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    canvas.setPointerCapture(event.pointerId);
    const [where, { generation }] = [place(event), seen];
    mark(where, true);
    touches = touches.then(() => act("/api/finger/down", { ...where, generation }));
  });
  for (const lifted of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(lifted, (event) => {
      const where = lifted === "pointerup" ? place(event) : { x: 0, y: 0 };
      mark(where, false);
      touches = touches.then((down) => (down ? act("/api/finger/up", where) : null));
    });
  }
  new ResizeObserver(([bench]) => { // what the bench leaves of the window's height is the picture's
    document.body.style.setProperty("--bench", `${Math.ceil(bench.contentRect.height)}px`);
  }).observe(byId("bench"));
  byId("fold-screen").addEventListener("toggle", lookedAt);
  document.addEventListener("visibilitychange", lookedAt);
  lookedAt();
}
