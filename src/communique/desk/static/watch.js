// Shows the preview anew, at the place where somebody was reading, as soon as the server tells of a change.
"use strict";
const frame = document.querySelector("iframe");
const links = [...document.querySelectorAll("nav a:not(.pdf)")];
const status = document.querySelector("[role=status]");
let known = "", height = 0;

function mark() {
  const shown = frame.contentWindow.location.pathname;
  for (const link of links) {
    if (new URL(link.href).pathname === shown) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

frame.addEventListener("load", () => {
  if (frame.contentWindow.location.href === "about:blank") return;
  mark();
  frame.contentWindow.scrollTo(0, height);
  for (const link of frame.contentDocument.querySelectorAll("a[href^='http']")) {
    if (link.origin !== location.origin) Object.assign(link, {target: "_blank", rel: "noopener noreferrer"});
  }
  document.body.dataset.shown = known;
});

for (const link of links) link.addEventListener("click", () => { height = 0; });

const changes = new EventSource("events");
changes.addEventListener("message", (event) => {
  status.textContent = status.dataset.live;
  status.classList.remove("lost");
  if (event.data === known) return;
  const first = known === "";
  known = event.data;
  if (first) {
    frame.contentWindow.location.replace(links[0].href);
  } else {
    height = frame.contentWindow.scrollY;
    frame.contentWindow.location.reload();
  }
});
changes.addEventListener("error", () => {
  status.textContent = status.dataset.lost;
  status.classList.add("lost");
});
