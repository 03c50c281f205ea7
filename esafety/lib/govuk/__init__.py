"""Forms in the house's dress: GOV.UK patterns over Django's own forms and crispy layouts. No models."""
