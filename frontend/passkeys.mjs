// A passkey that does not work says so; its button shows only where the browser has passkeys. Codes can be printed.
const WORDS = 'The passkey did not work. Try again, or use another way.'

export function usePasskeys(page) {
  const able = page.querySelectorAll(window.PublicKeyCredential ? '[data-passkey], [data-print]' : '[data-print]')
  for (const button of able) button.hidden = false
  page.addEventListener('allauth.error', (event) => {
    event.preventDefault()
    for (const place of page.querySelectorAll('[data-passkey-words]')) place.replaceChildren(sentence(page))
  })
  page.addEventListener('click', (event) => { if (event.target.closest('[data-print]')) window.print() })
}

function sentence(page) {
  const made = page.createElement('p')
  made.className = 'govuk-error-message'
  made.textContent = WORDS
  return made
}
