// Puts the page together and opens it.

import { watchKeysInMessages } from "/web/actions.js";
import { getStart } from "/web/api.js";
import { watchFiles } from "/web/attach.js";
import { showChats } from "/web/chats.js";
import { setClock } from "/web/clock.js";
import { showCommands } from "/web/commands.js";
import { sendText, showComposer, startEdit, startReply } from "/web/composer.js";
import { byId, icon } from "/web/dom.js";
import { watchDrawers } from "/web/drawers.js";
import { showHint } from "/web/hint.js";
import { showMessages } from "/web/messages.js";
import { showPeople } from "/web/people.js";
import { watchReading } from "/web/reading.js";
import { watchShortcuts } from "/web/shortcuts.js";
import { go, lastPlace, on, renew, state, tell } from "/web/state.js";
import { listen } from "/web/stream.js";
import { pickLanguage, watchTheme } from "/web/theme.js";
import { isBusy, showTime } from "/web/time.js";
import { showTopics } from "/web/topics.js";
import { sendTrayFile, showTray } from "/web/tray.js";
import { lookAround, watchUnread } from "/web/unread.js";
import { t } from "/web/words.js";

const does = { command: sendText, reply: startReply, edit: startEdit };

function furnish() {
  for (const node of document.querySelectorAll("[data-icon]")) node.append(icon(node.dataset.icon));
  on("start", () => setClock(state.start.now));
  on("time", setClock);
  watchTheme();
  watchDrawers();
  watchReading();
  watchUnread();
  showPeople();
  showChats();
  showTopics();
  showMessages(does);
  watchKeysInMessages(does);
  showCommands();
  showComposer();
  watchFiles(sendTrayFile);
  showTray();
  showTime();
  showHint();
  watchShortcuts();
  for (const kind of ["connection", "language", "stage", "start"]) on(kind, showBanner);
}

/** What one has to know while waiting: no connection, or time is passing. */
function showBanner() {
  const words = !state.connected ? t("lost") : state.start && isBusy() ? t("passing") : "";
  byId("banner").hidden = !words;
  byId("banner").textContent = words;
}

/** Asks until there is an answer. */
async function firstStart() {
  for (;;) {
    try {
      const start = await getStart();
      state.connected = true;
      return start;
    } catch {
      state.connected = false;
      showBanner();
      await new Promise((done) => setTimeout(done, 1500));
    }
  }
}

pickLanguage();
furnish();
state.start = await firstStart();
pickLanguage();
showBanner();
setClock(state.start.now);
listen(state.start.seq);
tell("start");
go(lastPlace());
lookAround();
setInterval(() => state.start.people.length || renew().catch(() => {}), 3000);
