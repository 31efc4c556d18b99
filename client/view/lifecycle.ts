// Runs inside the panel: shows what the extension sends, tells it what was chosen, and moves the focus.
import { readHostMessage, readPlace, type ViewMessage } from './messages.ts'

declare function acquireVsCodeApi(): { postMessage(message: unknown): void }

const host = acquireVsCodeApi()
const send = (message: ViewMessage): void => host.postMessage(message)
const content = document.querySelector('main')
const spoken = document.querySelector('[role=status]')
let cursorLine = -1

addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = readHostMessage(data)
  if (message?.kind === 'content') show(message.html, message.spoken)
  if (message?.kind === 'cursor') markCursor(message.line)
})

document.addEventListener('click', ({ target }) => {
  if (target instanceof Element) choose(target.closest('button'))
})

document.addEventListener('keydown', (event) => {
  const move = MOVES[event.key]
  if (move === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const next = move(document.activeElement)
  if (next === undefined) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
})

/** Arrow keys go along a lane and from lane to lane; Tab goes through everything, as everywhere. */
const MOVES: Readonly<Record<string, (from: Element | null) => HTMLButtonElement | undefined>> = {
  ArrowDown: (from) => along(from, 1),
  ArrowUp: (from) => along(from, -1),
  ArrowRight: (from) => across(from, 1),
  ArrowLeft: (from) => across(from, -1),
  Home: (from) => buttonsOf(laneOf(from)).at(0),
  End: (from) => buttonsOf(laneOf(from)).at(-1),
}

function along(from: Element | null, by: 1 | -1): HTMLButtonElement | undefined {
  const lane = laneOf(from)
  const buttons = buttonsOf(lane)
  const index = buttons.findIndex((button) => button === from)
  return index < 0 ? buttonsOf(lanes().at(0)).at(0) : buttons.at(Math.max(0, index + by))
}

function across(from: Element | null, by: 1 | -1): HTMLButtonElement | undefined {
  const lane = laneOf(from)
  const all = lanes()
  const index = all.findIndex((each) => each === lane)
  return index < 0 || index + by < 0 ? undefined : buttonsOf(all.at(index + by)).at(0)
}

function lanes(): Element[] {
  return [...document.querySelectorAll('.lane')]
}

function laneOf(element: Element | null): Element | undefined {
  return element?.closest('.lane') ?? undefined
}

function buttonsOf(lane: Element | undefined): HTMLButtonElement[] {
  return [...(lane?.querySelectorAll('button') ?? [])]
}

function show(html: string, summary: string): void {
  if (content === null || spoken === null) return
  const focused = keyOf(document.activeElement)
  content.innerHTML = html
  // The same button in the new content keeps the focus; when it is gone, its lane's neighbourhood is as good as any.
  if (focused !== undefined) [...document.querySelectorAll('button')].find((each) => keyOf(each) === focused)?.focus()
  spoken.textContent = summary
  markCursor(cursorLine)
}

function keyOf(element: Element | null): string | undefined {
  return element?.getAttribute('data-key') ?? undefined
}

function choose(button: HTMLButtonElement | null): void {
  const { uri, place, rule } = button?.dataset ?? {}
  const range = readPlace(place)
  if (rule !== undefined) send({ kind: 'explain', rule })
  else if (uri !== undefined && range !== undefined) send({ kind: 'go', uri, range })
}

/** Marks the steps on the editor's line, for eyes and for screen readers. */
function markCursor(line: number): void {
  cursorLine = line
  for (const button of document.querySelectorAll('.step > button')) {
    const [start, , end] = readPlace(button.getAttribute('data-place')) ?? [-1, 0, -1]
    if (start <= line && line <= end) button.setAttribute('aria-current', 'location')
    else button.removeAttribute('aria-current')
  }
}

send({ kind: 'ready' })
