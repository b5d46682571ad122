"use strict";
// Runs before textual.js: says where the socket is, gives the terminal the keyboard, shows when the program has ended.

const terminal = document.querySelector(".textual-terminal");
terminal.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");

// Before the socket is open and when it has closed there is nobody to send to.
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (message) {
  if (this.readyState === WebSocket.OPEN) {
    send.call(this, message);
  }
};

// 1000 is said by the server when the program ended of itself. Otherwise the server may be gone, and somebody else
// listen where it did.
const ENDED_OF_ITSELF = 1000;
let closing = 0;
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("close", (event) => { closing = event.code; });
  }
};

// Ctrl+V is for the browser, which pastes; the terminal would take it for a key.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "v") {
    event.stopImmediatePropagation();
  }
}, true);

window.open = () => null; // a link in what somebody wrote opens nothing

let isGivenTheKeyboard = false;

function giveTheKeyboard() {
  const typed = document.querySelector(".xterm-helper-textarea");
  typed.blur(); // a focus before the program ran was not heard by it
  typed.focus();
}

function sayEnded() {
  const ended = document.getElementById(closing === ENDED_OF_ITSELF ? "ended" : "gone");
  ended.hidden = false;
  ended.querySelector("a")?.focus();
}

// textual.js says how far it is in the classes of the body.
new MutationObserver(() => {
  const states = document.body.classList;
  if (states.contains("-closed")) {
    sayEnded();
  } else if (states.contains("-first-byte") && !isGivenTheKeyboard) {
    isGivenTheKeyboard = true;
    document.getElementById("opening").remove();
    giveTheKeyboard();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
