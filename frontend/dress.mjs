// GOV.UK's own behaviour and the narrowing of long lists, for the page or for the part of it that was replaced.
import {
  CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, NotificationBanner,
  PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, createAll,
} from 'govuk-frontend'
import { narrow } from './narrow.mjs'

const WHOLE_PAGE = [ExitThisPage, ServiceNavigation, SkipLink]
const INSIDE_MAIN = [CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios, Tabs]

export function dress(scope) {
  const pieces = scope === document ? [...WHOLE_PAGE, ...INSIDE_MAIN] : INSIDE_MAIN
  for (const piece of pieces) createAll(piece, {}, scope)
  narrow(scope)
}
