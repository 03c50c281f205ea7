// Two minutes before the lock: "Stay signed in". After it, the page is covered and what was typed can still be kept.
const WARN_BEFORE = 120 // seconds
const KEY = 'esafety-last-asked' // a time and the number of an account, so that two tabs agree

export function stayAwake(page) {
  limit = Number(page.body.dataset.idleSeconds)
  if (!limit || !window.HTMLDialogElement) return
  madeFor = page.body.dataset.madeFor || ''
  touch()
  page.addEventListener('submit', (event) => { if (event.target.method === 'post') mark(page, event.target) }, true)
  const dialog = build(page)
  setInterval(() => look(page, dialog, limit - since()), 1000)
}

const touch = () => { try { localStorage.setItem(KEY, `${Date.now()} ${mine()}`) } catch { started = Date.now() } }
const mine = () => madeFor.split(':')[0]
let started = Date.now()
let madeFor = '' // whom the page was made for, signed by the server
let limit = 0 // seconds from the last press to the lock; the server says

function since() {
  let seen = started
  try {
    const [time, who] = (localStorage.getItem(KEY) || '').split(' ')
    if (who && who !== mine()) return Infinity // somebody else signed in on this computer: cover this page at once
    seen = Number(time) || started
  } catch { /* private window: this tab alone counts */ }
  return (Date.now() - seen) / 1000
}

function look(page, dialog, left) {
  if (!page.body.dataset.idleSeconds) return // nobody is signed in here any more
  if (left > WARN_BEFORE) { if (dialog.open && !locked(dialog)) dialog.close(); return }
  if (left <= 0) return lock(page, dialog)
  if (!dialog.open) dialog.showModal()
}

const locked = (dialog) => dialog.classList.contains('app-dialog--locked')

function build(page) {
  const dialog = page.createElement('dialog')
  dialog.className = 'app-dialog'
  dialog.setAttribute('aria-labelledby', 'idle-title')
  dialog.append(
    element(page, 'h2', 'govuk-heading-m', 'You will be signed out in two minutes', 'idle-title'),
    element(page, 'p', 'govuk-body', 'You have not pressed anything for a while. What you typed is still here.'),
    button(page, 'Stay signed in', () => keep(page, dialog)),
  )
  dialog.addEventListener('cancel', (event) => locked(dialog) ? event.preventDefault() : keep(page, dialog))
  page.body.append(dialog)
  return dialog
}

async function keep(page, dialog) {
  const body = new FormData()
  body.append('csrfmiddlewaretoken', page.querySelector('[name=csrfmiddlewaretoken]')?.value || '')
  try {
    const answer = await fetch(page.body.dataset.keepAliveUrl, { method: 'POST', body })
    if (!answer.ok || answer.redirected) return lock(page, dialog)
    limit = Number((await answer.json()).seconds)
    touch()
    dialog.close()
  } catch { /* the line is down: the warning stays, and so do the words */ }
}

function lock(page, dialog) {
  if (locked(dialog)) return
  dialog.classList.add('app-dialog--locked')
  const typed = [...page.querySelectorAll('main form[method=post]')].find(changed)
  dialog.replaceChildren(
    element(page, 'h2', 'govuk-heading-m', 'This page is locked', 'idle-title'),
    element(page, 'p', 'govuk-body', typed
      ? 'You were away. Sign in again and what you typed will be there.'
      : 'You were away. Sign in again to go on.'),
    typed ? button(page, 'Sign in and keep what I typed', () => keepForLater(page, typed))
      : button(page, 'Sign in again', () => location.reload()),
  )
  if (!dialog.open) dialog.showModal()
}

// Signed in again in another tab meanwhile? The mark makes sure that the words are kept, not sent.
function keepForLater(page, form) {
  mark(page, form)
  hide(page, form, 'keep_for_later', '1')
  HTMLFormElement.prototype.submit.call(form)
}

// Somebody else may have signed in here since: the server keeps the words for whoever the page was made for.
const mark = (page, form) => { if (!form.elements.made_for) hide(page, form, 'made_for', madeFor) }

function hide(page, form, name, value) {
  const field = page.createElement('input')
  Object.assign(field, { type: 'hidden', name, value })
  form.append(field)
}

export function changed(form) {
  return [...form.elements].some((field) =>
    field.type === 'checkbox' || field.type === 'radio' ? field.checked !== field.defaultChecked
      : 'defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue)
}

function element(page, tag, name, words, id = '') {
  const made = page.createElement(tag)
  made.className = name
  made.textContent = words
  if (id) made.id = id
  return made
}

function button(page, words, act) {
  const made = element(page, 'button', 'govuk-button', words)
  made.type = 'button'
  made.addEventListener('click', act)
  return made
}
