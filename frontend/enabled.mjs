// Runs before the page is drawn, so that what needs JavaScript does not flicker into place.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
