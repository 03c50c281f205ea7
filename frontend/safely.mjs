// A send that fails says so and keeps the words. The form carries its own key, so trying again makes no second report.
import { dress } from './dress.mjs'

const PATIENCE = 30_000 // milliseconds before a silent line counts as a failed send

export function sendSafely(page) {
  page.addEventListener('submit', (event) => {
    const form = event.target
    if (event.defaultPrevented || !form.matches('[data-send-safely]')) return
    event.preventDefault()
    send(page, form, event.submitter)
  })
}

async function send(page, form, submitter) {
  clear(page)
  const busy = submitter?.textContent
  if (submitter && !('goesOn' in form.dataset)) submitter.textContent = submitter.dataset.sending || 'Sending…'
  try {
    const answer = await fetch(submitter?.getAttribute('formaction') || form.action, {
      method: 'POST', body: new FormData(form, submitter), signal: AbortSignal.timeout(PATIENCE),
    })
    if (answer.redirected && 'goesOn' in form.dataset) return location.assign(answer.url)
    if (answer.status >= 500 || answer.status === 403 || answer.status === 429) throw new Error('not sent')
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
    if (answer.redirected && !knows(page, fresh)) return location.replace(answer.url)
    // What is sent is not there to go back to: where it led takes its place, messages and all.
    if (answer.redirected) history.replaceState(null, '', answer.url)
    show(page, fresh)
  } catch {
    notSent(page, form)
  } finally {
    delete form.dataset.sending
    if (submitter && busy) submitter.textContent = busy
  }
}

// Has this page every script the other one needs?
function knows(page, fresh) {
  const has = new Set([...page.scripts].map((script) => script.src))
  return [...fresh.scripts].every((script) => has.has(new URL(script.getAttribute('src'), location).href))
}

function show(page, fresh) {
  const main = fresh.querySelector('main')
  if (!main) throw new Error('not a page')
  page.querySelector('main').parentElement.replaceWith(main.parentElement)
  showWho(page, fresh)
  page.title = fresh.title
  dress(main)
  window.scrollTo(0, 0)
  if (!main.querySelector('[role=alert]')) focusOn(main.querySelector('h1') || main)
}

// The bar and the menu are those of whoever the answer knows. Where it knows nobody, nobody stands there as signed in.
function showWho(page, fresh) {
  for (const place of ['.app-bar__who', '#navigation']) {
    const now = fresh.querySelector(place)
    if (now) page.querySelector(place)?.replaceChildren(...now.childNodes)
  }
  if (fresh.querySelector('.app-bar__who')) return
  page.querySelectorAll('.app-bar__who, .app-bar__do, .govuk-service-navigation').forEach((place) => place.remove())
  delete page.body.dataset.idleSeconds
}

function focusOn(place) {
  place.tabIndex = -1
  place.focus({ preventScroll: true })
}

function notSent(page, form) {
  const words = page.createElement('div')
  words.className = 'app-not-sent'
  words.id = 'not-sent'
  words.tabIndex = -1
  words.setAttribute('role', 'alert')
  words.textContent = `NOT SENT. Your words are still here. Try again, or ${form.dataset.sendSafely || 'ring the school'}.`
  form.prepend(words)
  words.focus()
}

function clear(page) {
  page.getElementById('not-sent')?.remove()
}
