// Noise on a picture, as a diffusion model's training adds it: √ᾱ · picture + √(1 − ᾱ) · noise, by one of two schedules.

export const STEPS = 1000

/** ᾱ at each step from 0 to STEPS: how much of the picture's variance is left. */
export function schedule(kind) {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => step)
  if (kind === "cosine") {
    const level = (step) => Math.cos(((step / STEPS + 0.008) / 1.008) * (Math.PI / 2)) ** 2
    return steps.map((step) => level(step) / level(0))
  }
  let left = 1
  return steps.map((step) => (step ? (left *= 1 - (1e-4 + ((0.02 - 1e-4) * (step - 1)) / (STEPS - 1))) : 1))
}

/** Normally distributed numbers that are the same for the same seed: mulberry32, and the transform of Box and Muller. */
export function noise(seed, count) {
  const uniform = () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 2 ** 32
  }
  return Array.from({ length: count }, () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform()))
}

/** A pixel with noise, where `left` is ᾱ. */
export const noised = (pixel, epsilon, left) => Math.sqrt(left) * pixel + Math.sqrt(1 - left) * epsilon

/** A pixel from black (−1) to white (1) as a gray level; what is beyond is black or white. */
export const gray = (pixel) => Math.floor(255 * Math.min(1, Math.max(0, (pixel + 1) / 2)) + 0.5)

/** A picture of hexadecimal digits, from 0 for black to f for white, as pixels from −1 to 1. */
export const pixels = (digits) => [...digits].map((digit) => (2 * parseInt(digit, 16)) / 15 - 1)

export function start(figure, { make, slider, say }) {
  const holder = figure.querySelector("[data-picture]")
  const picture = pixels(holder.dataset.picture)
  const epsilon = noise(Number(holder.dataset.seed), picture.length)
  const size = Math.sqrt(picture.length)
  const curve = figure.querySelector("polyline")
  const mark = figure.querySelector("circle")
  const canvas = make("canvas", { class: "demo__picture", width: size, height: size, role: "img" })
  const values = make("p", { class: "demo__result" })
  const setting = { step: 250, kind: "linear" }

  function show() {
    const levels = schedule(setting.kind)
    const left = levels[setting.step]
    const [signal, share] = [Math.sqrt(left), Math.sqrt(1 - left)]
    const context = canvas.getContext("2d")
    const image = context.createImageData(size, size)
    picture.forEach((pixel, index) => {
      const level = gray(noised(pixel, epsilon[index], left))
      image.data.set([level, level, level, 255], 4 * index)
    })
    context.putImageData(image, 0, 0)
    const point = (step) => [step / 5, 100 - 100 * Math.sqrt(levels[step])]
    curve.setAttribute("points", levels.map((_, step) => step).filter((step) => step % 20 === 0).map(point).join(" "))
    mark.setAttribute("cx", point(setting.step)[0])
    mark.setAttribute("cy", point(setting.step)[1])
    const white = noised(1, -1.2, left).toFixed(2).replace("-", "−")
    values.textContent =
      `${signal.toFixed(4)} · picture + ${share.toFixed(4)} · noise. ` + `A white pixel, 1, with the noise −1.2 is now ${white}.`
    canvas.setAttribute("aria-label", `The picture at step ${setting.step}`)
  }

  function change(name) {
    return (value) => {
      setting[name] = value
      show()
      say(`Step ${setting.step}: ${values.textContent}`)
    }
  }

  const choice = make("select", { change: () => change("kind")(choice.value) })
  choice.append(
    make("option", { value: "linear" }, "Linear, as in the table"),
    make("option", { value: "cosine" }, "Cosine, from 2021"),
  )
  holder.before(
    make(
      "div",
      { class: "demo__controls", role: "group", "aria-label": "Noise on a picture" },
      canvas,
      slider("Step", { min: 0, max: STEPS, step: 10, value: setting.step, words: (step) => `${step} of ${STEPS}` }, change("step")),
      make("label", { class: "demo__field" }, "Schedule", choice),
      values,
    ),
  )
  show()
}
