// A button that needs only one part of the page anew: <button name="then" value="find" data-replaces="who">.
// The form is posted as ever; of the answer, the part with that id takes the old one's place.
import { dress } from './dress.mjs'

export function replaceParts(page) {
  page.addEventListener('submit', (event) => {
    const button = event.submitter
    if (!button?.dataset.replaces) return
    event.preventDefault()
    event.stopImmediatePropagation()
    replace(page, event.target, button)
  }, true)
  page.addEventListener('keydown', (event) => {
    const button = event.target.closest?.('[data-return-presses]')?.querySelector('[data-replaces]')
    if (event.key !== 'Enter' || !button || !event.target.matches('input')) return
    event.preventDefault()
    button.click()
  })
}

async function replace(page, form, button) {
  const id = button.dataset.replaces
  try {
    const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, button) })
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(id)
    if (!answer.ok || answer.redirected || !fresh) throw new Error('not the part')
    page.getElementById(id).replaceWith(fresh)
    dress(fresh)
    const found = fresh.querySelector('[type=checkbox], [role=status]')
    if (found?.matches('[role=status]')) found.tabIndex = -1
    found?.focus()
  } catch {
    HTMLFormElement.prototype.requestSubmit.call(form, form.querySelector('[data-continue]'))
  }
}
