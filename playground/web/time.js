// The demo's clock, and the buttons that move it.

import { travel } from "/web/api.js";
import { dateTime, dayOf, now, setClock, timeOf } from "/web/clock.js";
import { byId, el, icon } from "/web/dom.js";
import { closeDrawers } from "/web/drawers.js";
import { toBottom } from "/web/reading.js";
import { on, state, tell } from "/web/state.js";
import { complain, say } from "/web/toasts.js";
import { t } from "/web/words.js";

const JOURNEYS = { hour: ["nextHour", "hourWill"], morning: ["nextMorning", "morningWill"] };
let going = "";

/** Whether time is passing just now. */
export const isBusy = () => Boolean(going || state.start.stage?.busy);

async function start(to) {
  if (isBusy()) return;
  going = to;
  tell("stage");
  closeDrawers();
  toBottom(); // to see what comes
  tell("journey", to);
  try {
    setClock((await travel(to)).now);
    say(t("arrived", { when: `${dayOf(now())}, ${timeOf(now())}` }));
  } catch (error) {
    complain(error);
  } finally {
    going = "";
    tell("stage");
  }
}

function journey(to) {
  const [name, will] = JOURNEYS[to];
  const id = `will-${to}`;
  const busy = isBusy();
  const press = el(
    "button.solid",
    {
      type: "button",
      id: `go-${to}`,
      disabled: busy,
      "aria-busy": going === to ? "true" : null,
      "aria-describedby": id,
      onclick: () => start(to),
    },
    t(name),
  );
  return el("div.journey", {}, press, el("p.faint", { id }, t(will)));
}

function draw() {
  const { stage } = state.start;
  byId("right").hidden = !stage;
  byId("open-right").hidden = !stage;
  document.body.classList.toggle("with-stage", Boolean(stage));
  if (!stage) return;
  const focus = document.activeElement?.id;
  byId("time").replaceChildren(
    el("h2.heading", { id: "time-title" }, t("time")),
    el("p.clock", {}, el("time.hands", { id: "hands" }), el("span.date", { id: "date" })),
    ...stage.travel.filter((to) => to in JOURNEYS).map(journey),
  );
  if (focus?.startsWith("go-")) byId(focus)?.focus();
  tick();
}

function tick() {
  const hands = byId("hands");
  if (!hands) return;
  const [time, date] = [timeOf(now()), dayOf(now())];
  if (hands.textContent === time && byId("date").textContent === date) return;
  hands.textContent = time;
  hands.setAttribute("datetime", dateTime(now()));
  byId("date").textContent = date;
  const button = byId("open-right");
  button.replaceChildren(el("span", {}, time), icon("file"));
  button.setAttribute("aria-label", `${t("timeAndFiles")}: ${date}, ${time}`);
}

export function showTime() {
  for (const kind of ["start", "language", "stage", "time"]) on(kind, draw);
  setInterval(tick, 1000);
}
