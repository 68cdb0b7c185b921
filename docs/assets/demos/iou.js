// Two boxes to move and resize, by pointer or arrow keys, with their intersection over union (IoU) and generalized IoU.

/** The plane, in units; boxes stand on a grid of half units, at least SMALLEST wide and high. */
const [WIDTH, HEIGHT, SMALLEST] = [12, 9, 2]

const area = ([left, bottom, right, top]) => Math.max(0, right - left) * Math.max(0, top - bottom)

/** How two boxes, each [left, bottom, right, top], fit. */
export function fit(one, other) {
  const common = [0, 1, 2, 3].map((side) => Math[side < 2 ? "max" : "min"](one[side], other[side]))
  const around = [0, 1, 2, 3].map((side) => Math[side < 2 ? "min" : "max"](one[side], other[side]))
  const shared = area(common)
  const covered = area(one) + area(other) - shared
  const iou = shared / covered
  return { common, around, shared, covered, iou, giou: iou - (area(around) - covered) / area(around) }
}

/** A box moved, or resized at its upper right corner, by a way that keeps it on the grid and inside the plane. */
export function changed([left, bottom, right, top], part, [across, up]) {
  const within = (value, low, high) => Math.min(high, Math.max(low, Math.round(2 * value) / 2))
  if (part === "corner") {
    return [left, bottom, within(right + across, left + SMALLEST, WIDTH), within(top + up, bottom + SMALLEST, HEIGHT)]
  }
  const [x, y] = [within(left + across, 0, WIDTH - (right - left)), within(bottom + up, 0, HEIGHT - (top - bottom))]
  return [x, y, x + right - left, y + top - bottom]
}

const KEYS = { ArrowLeft: [-0.5, 0], ArrowRight: [0.5, 0], ArrowUp: [0, 0.5], ArrowDown: [0, -0.5] }
const PLACES = ["0 0 4 4", "1 0 5 4", "1 1 5 5", "0 0 8 8", "2 2 6 6", "5 0 9 4", "8 5 12 9"]

export function start(figure, { make, say }) {
  const svg = figure.querySelector("svg")
  const result = figure.querySelector(".demo__result")
  const boxes = {}
  const number = (value) => value.toFixed(3).replace("-", "−")
  const corners = ([left, bottom, right, top]) => `(${left}, ${bottom}) to (${right}, ${top})`

  function place(rect, [left, bottom, right, top]) {
    const sides = { x: left, y: HEIGHT - top, width: Math.max(0, right - left), height: Math.max(0, top - bottom) }
    for (const [name, value] of Object.entries(sides)) rect.setAttribute(name, value)
  }

  function show() {
    for (const [name, box] of Object.entries(boxes)) {
      const group = svg.querySelector(`[data-box=${name}]`)
      const [body, corner] = group.querySelectorAll("[data-part]")
      place(body.querySelector("rect"), box)
      corner.setAttribute("transform", `translate(${box[2]} ${HEIGHT - box[3]})`)
      const label = group.querySelector("text")
      label.setAttribute("x", box[0] + 0.2)
      label.setAttribute("y", HEIGHT - (name === "true" ? box[1] + 0.25 : box[3] - 0.65))
      body.setAttribute("aria-label", `The ${name} box, ${corners(box)}: arrow keys move it`)
      corner.setAttribute("aria-label", `Corner of the ${name} box at (${box[2]}, ${box[3]}): arrow keys resize the box`)
    }
    const { common, around, shared, covered, iou, giou } = fit(boxes.true, boxes.predicted)
    place(svg.querySelector(".demo__shared"), common)
    place(svg.querySelector(".demo__around"), around)
    const all = area(around)
    result.textContent =
      `IoU = ${shared} / ${covered} = ${number(iou)}. ` +
      `Generalized IoU = ${number(iou)} − ${all - covered} / ${all} = ${number(giou)}.`
    choice.value = boxes.predicted.join(" ")
    say(`Predicted box ${corners(boxes.predicted)}, true box ${corners(boxes.true)}. ${result.textContent}`)
  }

  function change(name, part, way) {
    boxes[name] = changed(boxes[name], part, way)
    show()
  }

  for (const group of svg.querySelectorAll("[data-box]")) {
    const name = group.dataset.box
    boxes[name] = group.dataset.corners.split(" ").map(Number)
    for (const target of group.querySelectorAll("[data-part]")) {
      const part = target.dataset.part
      // In this role, screen readers leave the arrow keys to the page.
      for (const [key, value] of Object.entries({ tabindex: 0, role: "application" })) target.setAttribute(key, value)
      target.addEventListener("keydown", (event) => {
        if (!KEYS[event.key] || event.ctrlKey || event.altKey || event.metaKey) return
        event.preventDefault()
        change(name, part, KEYS[event.key])
      })
      // A finger on a box moves the box and not the page; browsers don't ask parts of a drawing for their touch-action.
      target.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false })
      target.addEventListener("pointerdown", (event) => {
        const [from, was, unit] = [[event.clientX, event.clientY], boxes[name], svg.getBoundingClientRect().width / WIDTH]
        target.setPointerCapture(event.pointerId)
        target.onpointermove = (moved) => {
          boxes[name] = was
          change(name, part, [(moved.clientX - from[0]) / unit, (from[1] - moved.clientY) / unit])
        }
      })
      target.addEventListener("lostpointercapture", () => (target.onpointermove = null))
    }
  }

  const choice = make("select", {
    change: () => {
      boxes.true = [0, 0, 4, 4]
      boxes.predicted = choice.value.split(" ").map(Number)
      show()
    },
  })
  for (const each of PLACES) choice.append(make("option", { value: each }, corners(each.split(" "))))
  // A drawing is one image to screen readers; this one now has parts.
  svg.setAttribute("role", "group")
  svg.setAttribute("aria-label", "A true and a predicted box")
  const hint = "Drag a box or its corner, or go there with the Tab key and use the arrow keys."
  const field = make("label", { class: "demo__field" }, "Predicted box", choice)
  figure.prepend(make("div", { class: "demo__controls" }, field, make("p", { class: "demo__hint" }, hint)))
  show()
}
