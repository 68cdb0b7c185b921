// Puts a table's controls in their places: at the columns' heads, and in a bar above the table. What a control needs is loaded when it
// is first used.

import { columnOf, isSet, language, words } from "./genai-values.js"

export const make = (tag, attributes = {}, ...children) => {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value)
    else element.setAttribute(name, value)
  }
  element.append(...children)
  return element
}

export const makeButton = (text, click, attributes) =>
  make("button", { type: "button", class: "genai-table__button", click, ...attributes }, text)

export const makeBox = (text, change, ...more) => make("label", { class: "genai-table__option" },
  make("input", { type: "checkbox", change: ({ target }) => change(target.checked) }), " ", text, ...more)

export const withOrWithout = (set, value, on) => new Set(on ? [...set, value] : [...set].filter(other => other !== value))

const place = (panel, button) => {
  const { left, right, bottom } = button.getBoundingClientRect()
  const { width, height } = panel.getBoundingClientRect()
  const start = getComputedStyle(button).direction === "rtl" ? right - width : left
  panel.style.left = `${Math.max(8, Math.min(start, document.documentElement.clientWidth - width - 8))}px`
  panel.style.top = `${Math.max(8, Math.min(bottom + 4, innerHeight - height - 8))}px`
}

// Opens a panel at a button, which from then on opens and closes it without us. `fill(panel)` brings it up to date every time that
// something changes while it is open.
export const openPanel = (tool, button, fill) => {
  const panel = make("div", { popover: "auto", class: "genai-table__panel", role: "group", "aria-label": button.ariaLabel ?? button.textContent })
  const refresh = () => fill(panel)
  panel.addEventListener("toggle", ({ newState }) => {
    const open = newState === "open"
    tool.open[open ? "add" : "delete"](refresh)
    if (!open) return
    refresh()
    place(panel, button)
  })
  tool.element.append(panel)
  button.popoverTargetElement = panel
  refresh()
  panel.showPopover({ source: button })
}

const choices = () => import("./genai-choices.js")

const addSort = (tool, column) => {
  const { head, id } = column
  // Up, down, and as it was.
  const next = key => key === id ? `-${id}` : key === `-${id}` && columnOf(tool.author) !== id ? "" : id
  const click = ({ shiftKey }) => {
    const keys = words(tool.state.sort || tool.author)
    const own = keys.find(key => columnOf(key) === id)
    const all = own ? keys.map(key => key === own ? next(key) : key) : [...keys, id]
    tool.update({ sort: shiftKey ? words(all.join(" ")).join(" ") : next(keys.length > 1 ? "" : own) })
  }
  // Before a click comes the pointer.
  const ready = () => tool.ranks(column)
  const attributes = { type: "button", class: "genai-table__sort", title: tool.words.sort_by_several }
  const title = head.querySelector(".genai-table__title")
  head.prepend(make("button", { ...attributes, click, pointerenter: ready, focus: ready }, title))
}

const addFilter = (tool, column) => {
  const button = makeButton("", async () => {
    if (!button.popoverTargetElement) (await choices()).openFilter(tool, column, button)
  }, { class: "genai-table__filter", "aria-label": `${tool.words.filter}: ${column.title}` })
  column.head.append(button)
}

const searchInput = tool => {
  const label = tool.words.search
  let timer
  let typing = false
  const search = () => {
    clearTimeout(timer)
    if (input.value === tool.state.search) return
    tool.whenRead(() => {
      // One step back for a search, not one for each letter.
      tool.update({ search: input.value }, typing ? "replaceState" : "pushState")
      typing = true
    })
  }
  const input = make("input", {
    type: "search", class: "genai-table__search", placeholder: label, "aria-label": label,
    input: () => {
      clearTimeout(timer)
      timer = setTimeout(search, 150)
    },
    change: search,
    blur: () => { typing = false }
  })
  return input
}

const reset = tool => {
  tool.update(tool.read(new URLSearchParams()))
  tool.bar.querySelector("input, button").focus()
}

// The bar's buttons: what each does, and how much of it the reader has chosen.
const BUTTONS = {
  columns: async (tool, button) => openPanel(tool, button, (await choices()).columns(tool)),
  compare: async tool => (await import("./genai-compare.js")).toggle(tool),
  export: async (tool, button) => openPanel(tool, button, (await import("./genai-export.js")).exports(tool))
}
const NUMBERS = { columns: "hidden", compare: "chosen" }

export const addControls = tool => {
  const { controls, columns } = tool
  if (controls.has("sort")) for (const column of columns) addSort(tool, column)
  if (controls.has("filter")) for (const column of columns) if (column.filter) addFilter(tool, column)
  if (controls.size === 1 && controls.has("sort")) return
  tool.count = make("p", { role: "status", class: "genai-table__count" })
  tool.resets = [0, 1].map(() => tool.button("reset", () => reset(tool)))
  tool.empty = make("p", { class: "genai-table__empty" }, tool.words.nothing, tool.resets[1])
  tool.buttons = Object.entries(BUTTONS).filter(([name]) => controls.has(name === "export" ? "download" : name)).map(([name, use]) => {
    const button = tool.button(name, () => { if (!button.popoverTargetElement) use(tool, button) })
    return [name, button]
  })
  tool.input = controls.has("search") && searchInput(tool)
  tool.bar = make("div", { class: "genai-table__tools", role: "group", "aria-labelledby": tool.table.caption.id },
    ...tool.input ? [tool.input] : [], ...tool.buttons.map(([, button]) => button), tool.resets[0], tool.count)
  tool.element.prepend(tool.bar)
  tool.scroll.append(tool.empty)
}

export const showChosen = tool => BUTTONS.compare(tool)

export const showBar = async tool => {
  const { state, words } = tool
  const shown = tool.fit.filter(Boolean).length
  const said = tool.say("count", { shown, total: tool.rows.length })
  if (tool.count.textContent !== said) tool.count.textContent = said
  tool.empty.hidden = shown > 0
  tool.resets[0].hidden = !tool.pairs().length
  if (tool.input && tool.input.value !== state.search) tool.input.value = state.search
  for (const [name, button] of tool.buttons) {
    const many = state[NUMBERS[name]]?.size
    button.textContent = words[name] + (many ? ` (${many.toLocaleString(language)})` : "")
  }
  if (tool.chips || [...state.filters.values()].some(isSet)) (await choices()).showChips(tool)
  if (tool.marks || state.search) (await import("./genai-marks.js")).mark(tool)
}
