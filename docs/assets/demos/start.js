// Starts the demonstrations of a page: each figure[data-demo] by the module of its name, and what they share.

/** Make an element of attributes and children; an attribute that is a function listens to the event of that name. */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value)
    else element.setAttribute(key, value)
  }
  element.append(...children)
  return element
}

/** A labelled slider. `words` says its value, to eyes and ears alike; `changed` is told the value. */
function slider(label, { min, max, step = 1, value, words = String }, changed) {
  const shown = make("span", { class: "demo__value" })
  const input = make("input", { type: "range", min, max, step, value })
  const show = () => {
    shown.textContent = words(Number(input.value))
    input.setAttribute("aria-valuetext", shown.textContent)
  }
  input.addEventListener("input", () => {
    show()
    changed(Number(input.value))
  })
  show()
  return make("label", { class: "demo__slider" }, make("span", {}, label), shown, input)
}

/** A region that says to screen readers what came of a change, once the reader has come to rest. */
function speaker(figure) {
  const region = make("p", { class: "demo__spoken", role: "status" })
  let waiting
  figure.append(region)
  return (words) => {
    clearTimeout(waiting)
    waiting = setTimeout(() => (region.textContent = words), 800)
  }
}

// A demonstration starts when its reader is one window away from it, so that the page is there first.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    near.unobserve(target)
    startOne(target)
  }
}, { rootMargin: "100%" })

async function startOne(figure) {
  const { start } = await import(`./${figure.dataset.demo}.js`)
  start(figure, { make, slider, say: speaker(figure) })
}

function startAll() {
  for (const figure of document.querySelectorAll("figure[data-demo]:not([data-started])")) {
    figure.setAttribute("data-started", "")
    near.observe(figure)
  }
}

// Material's instant navigation brings other pages into the same document, where a module runs only once. Of a page that is just
// loading, Material's own script may not have run yet.
function begin() {
  if ("document$" in window) window.document$.subscribe(startAll)
  else startAll()
}

if (document.readyState === "complete") begin()
else addEventListener("load", begin, { once: true })
