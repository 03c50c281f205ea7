// GOV.UK's own behaviour, for the page or for the part of it that was replaced.
import {
  CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, createAll,
} from 'govuk-frontend'

const WHOLE_PAGE = [ExitThisPage, ServiceNavigation, SkipLink]
const INSIDE_MAIN = [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, Tabs]

export function dress(scope) {
  const pieces = scope === document ? [...WHOLE_PAGE, ...INSIDE_MAIN] : INSIDE_MAIN
  for (const piece of pieces) createAll(piece, {}, scope)
}
