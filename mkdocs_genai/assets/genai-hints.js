// Opens the explanation behind a sign (a popover, which a click opens without any script) by hover and focus as well; the style sheet
// places it beside the sign. It stays while the pointer is on it, and Escape closes it.

const DELAY = 150
const hintOf = element => element.closest?.(".genai-hint, .genai-term")
const textOf = hint => hint.popoverTargetElement ?? document.getElementById(hint.dataset.meaning)
let opened = null // the sign or term whose text is shown because of the pointer or the focus: many terms of a page may have one text
let timer = 0

const open = hint => {
  clearTimeout(timer)
  if (opened === hint) return
  close()
  const text = textOf(hint)
  if (!text || text.matches(":popover-open")) return
  opened = hint
  text.showPopover({ source: hint })
}

const close = () => {
  if (opened) textOf(opened)?.hidePopover()
  opened = null
}

addEventListener("toggle", ({ target, newState }) => {
  if (opened && newState === "closed" && target === textOf(opened)) opened = null
}, true)

addEventListener("pointerover", ({ target, pointerType }) => {
  if (pointerType !== "mouse") return
  const hint = hintOf(target)
  clearTimeout(timer)
  if (hint) timer = setTimeout(open, DELAY, hint)
  else if (opened && !textOf(opened)?.contains(target)) timer = setTimeout(close, DELAY)
})

// A pointer, or the focus, may have been on a sign before this script was there.
const pointed = document.querySelector(":is(.genai-hint, .genai-term):is(:hover, :focus-visible)")
if (pointed) open(pointed)

addEventListener("focusin", ({ target }) => {
  const hint = hintOf(target)
  if (hint?.matches(":focus-visible")) open(hint)
})

// A click on what is written in the text takes the focus from the sign, and must not close it before a link there is followed.
addEventListener("focusout", ({ target, relatedTarget }) => {
  if (!opened || hintOf(target) !== opened) return
  const text = textOf(opened)
  if (!text?.contains(relatedTarget) && !text?.matches(":hover")) close()
})

// Where the pointer has opened it, a click lets it stay. A term is a link to the glossary, which the keyboard follows, and so does
// a click with a key held down; a tap opens the meaning instead, before Material's instant navigation sees it.
addEventListener("click", event => {
  const hint = hintOf(event.target)
  if (!hint) return
  const isLink = "meaning" in hint.dataset
  if (isLink && (event.detail === 0 || event.ctrlKey || event.metaKey || event.shiftKey)) return
  if (isLink || hint === opened) event.preventDefault()
  if (!isLink) return
  event.stopPropagation()
  open(hint)
}, true)
