"""Words that several screens share."""

from toolkit.messages import Translator


def attribute_word(name: str, translate: Translator) -> str:
    """What an attribute is called on the screen; one that is the user's own stays as it is."""
    _ = translate
    match name:
        case "primary_school":
            return _("primary school")
        case "gender":
            return _("gender")
    return name
