"use strict";
// Runs before textual.js: says where the socket is, gives the terminal the keyboard, shows when the program has ended.

const terminal = document.querySelector(".textual-terminal");
terminal.dataset.sessionWebsocketUrl = new URL("ws", location.href).href.replace(/^http/, "ws");

window.open = () => null; // a link in what somebody wrote opens nothing

let isGivenTheKeyboard = false;

function giveTheKeyboard() {
  const typed = document.querySelector(".xterm-helper-textarea");
  typed.blur(); // a focus before the program ran was not heard by it
  typed.focus();
}

function sayEnded() {
  const ended = document.getElementById("ended");
  ended.hidden = false;
  ended.querySelector("a").focus();
}

// textual.js says how far it is in the classes of the body.
new MutationObserver(() => {
  const states = document.body.classList;
  if (states.contains("-closed")) {
    sayEnded();
  } else if (states.contains("-first-byte") && !isGivenTheKeyboard) {
    isGivenTheKeyboard = true;
    giveTheKeyboard();
  }
}).observe(document.body, { attributes: true, attributeFilter: ["class"] });
