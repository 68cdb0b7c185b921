// Rows side by side, as columns, so that each line compares one thing: a view that opens and closes; what differs has a sign.

import { make, makeBox, makeButton, withOrWithout } from "./genai-controls.js"
import { textOf, wordsOf } from "./genai-values.js"

const buttonOf = tool => tool.buttons.find(([name]) => name === "compare")[1]

const copy = (cell, tag, attributes) => {
  const copied = make(tag, { class: cell.className, ...attributes }, ...cell.cloneNode(true).childNodes)
  for (const part of copied.querySelectorAll(".genai-table__select")) part.remove()
  return copied
}

const table = tool => {
  const rows = tool.order.map(number => tool.rows[number]).filter(row => tool.state.chosen.has(row.dataset.row))
  const headOf = row => {
    const head = copy(row.children[0], "th", { scope: "col" })
    const name = wordsOf(row.children[0])
    const remove = () => {
      tool.update({ chosen: withOrWithout(tool.state.chosen, row.dataset.row) })
      buttonOf(tool).focus()
    }
    head.append(" ", makeButton("×", remove, { "aria-label": tool.say("remove", { name }), class: "genai-table__button genai-table__remove" }))
    return head
  }
  const lines = tool.columns.slice(1).filter(({ head }) => !head.hidden).flatMap(column => {
    const cells = rows.map(({ children }) => children[column.index])
    const differ = new Set(cells.map(cell => textOf(cell))).size > 1
    if (!differ && tool.state.differ) return []
    const head = make("th", { scope: "row" }, ...differ ? [make("span", { class: "genai-table__sign", role: "img", "aria-label": tool.words.differs }, "≠"), " "] : [], column.title)
    return [make("tr", differ ? { class: "genai-table__differs" } : {}, head, ...cells.map(cell => copy(cell, "td")))]
  })
  const heads = make("tr", {}, make("th", { scope: "col" }, tool.words.column), ...rows.map(headOf))
  return make("table", { class: "genai-table__table" }, make("thead", {}, heads), make("tbody", {}, ...lines))
}

const addBoxes = tool => {
  const boxes = tool.rows.map(({ children: [head] }) => {
    const label = tool.say("select", { row: head.childElementCount ? wordsOf(head) : textOf(head) })
    head.prepend(make("input", { type: "checkbox", class: "genai-table__select", "aria-label": label }))
    return head.firstChild
  })
  tool.table.addEventListener("change", ({ target }) => {
    if (!target.matches(".genai-table__select")) return
    const id = target.closest("tr").dataset.row
    tool.update({ chosen: withOrWithout(tool.state.chosen, id, target.checked) }, "replaceState")
  })
  return boxes
}

const addView = tool => {
  const boxes = addBoxes(tool)
  const number = make("span", { role: "status" })
  const side = tool.button("side_by_side", () => {
    tool.update({ compared: tool.state.compared ? "" : "1" })
    if (tool.state.compared) region.focus()
  })
  const differ = makeBox(tool.words.only_differences, on => tool.update({ differ: on ? "1" : "" }))
  const bar = make("div", { class: "genai-table__compare", role: "group", "aria-label": tool.words.compare }, number, side, differ)
  const region = make("div", { class: "genai-table__scroll", role: "region", tabindex: 0, "aria-label": tool.words.side_by_side })
  const refresh = () => {
    const { chosen, compared, differ: only } = tool.state
    tool.rows.forEach((row, index) => { boxes[index].checked = chosen.has(row.dataset.row) })
    number.textContent = tool.say("selected", { count: chosen.size })
    side.disabled = chosen.size < 2
    region.hidden = differ.hidden = !compared || side.disabled
    side.setAttribute("aria-expanded", !region.hidden)
    differ.firstChild.checked = only
    region.replaceChildren(...region.hidden ? [] : [table(tool)])
  }
  tool.scroll.before(bar, region)
  tool.element.addEventListener("keydown", ({ key, target }) => {
    if (key === "Escape" && !bar.hidden && !target.closest("[popover], input[type=search]")) toggle(tool)
  })
  return { bar, region, refresh }
}

// Opens or closes it all; what is chosen stays so.
export const toggle = tool => {
  const isNew = !tool.view
  const { bar, region, refresh } = tool.view ??= addView(tool)
  const open = isNew || bar.hidden
  bar.hidden = !open
  tool.open[open ? "add" : "delete"](refresh)
  tool.element.classList.toggle("genai-table--selecting", open)
  buttonOf(tool).setAttribute("aria-expanded", open)
  if (open) refresh()
  else {
    region.hidden = true
    if (tool.state.compared) tool.update({ compared: "" })
    buttonOf(tool).focus()
  }
}
