"""How much a text looks like written Vietnamese: the share of its marked words that are syllables of the language."""

import re
import unicodedata
from functools import lru_cache

_TONES = str.maketrans(dict.fromkeys("\u0300\u0301\u0303\u0309\u0323"))
_FRONT = (
    "e|ec|em|en|eng|eo|ep|et|ê|êch|êm|ên|ênh|êp|êt|êu|i|ich|im|in|inh|ip|it|iu|ia|iêc|iêm|iên|iêng|iêp|iêt|iêu"
    "|y|ych|yêm|yên|yêng|yêt|yêu"
)
_OPEN = (
    "a|ac|ach|ai|am|an|ang|anh|ao|ap|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|âc|âm|ân|âng|âp|ât|âu|ây"
    "|o|oc|oi|om|on|ong|ooc|oong|op|ot|ô|ôc|ôi|ôm|ôn|ông|ôp|ôt|ơ|ơi|ơm|ơn|ơp|ơt"
    "|u|uc|ui|um|un|ung|up|ut|ua|uôc|uôi|uôm|uôn|uông|uôt|ư|ưc|ưi|ưm|ưn|ưng|ưt|ưu|ưa|ươc|ươi|ươm|ươn|ương|ươp|ươt|ươu"
)
_GLIDE = (
    "oa|oac|oach|oai|oam|oan|oang|oanh|oao|oap|oat|oay|oăc|oăm|oăn|oăng|oăt|oe|oem|oen|oeo|oet"
    "|uân|uâng|uât|uây|uê|uêch|uênh|uơ|uy|uya|uych|uyên|uyêt|uynh|uyp|uyt|uyu"
)
_AFTER_QU = (
    "a|ac|ach|ai|am|an|ang|anh|ao|at|au|ay|ăc|ăm|ăn|ăng|ăp|ăt|ân|âng|ât|ây"
    "|e|en|eo|et|ê|ên|êt|i|it|in|iêt|ôc|ơ|ơi|y|ych|yên|yêt|ynh|yt|yu"
)
_SYLLABLE = re.compile(
    rf"(?:(?:k|gh|ngh)(?:{_FRONT})|(?:c|g|ng)(?:{_OPEN}|{_GLIDE})|qu(?:{_AFTER_QU})"
    rf"|gi(?:{_OPEN}|{_FRONT}|n|êng|êt|êm)?"
    rf"|(?:b|ch|d|đ|h|kh|l|m|n|nh|p|ph|r|s|t|th|tr|v|x)?(?:{_FRONT}|{_OPEN}|{_GLIDE}))"
)
_APART = re.compile(r"[\s\x00-\x2f:-@\[-`{-\x7f“”‘’…–—]+")
_READ = 40_000
_WORDS = 1500
_LONGEST = 16  # "nghiêng" with its marks apart has ten


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, in any case and with any tone, is spelled as a Vietnamese syllable."""
    if len(word) > _LONGEST:
        return False
    bare = unicodedata.normalize("NFC", unicodedata.normalize("NFD", word.lower()).translate(_TONES))
    return _SYLLABLE.fullmatch(bare) is not None


def marked_words(text: str) -> list[str]:
    """The words with a letter or sign beyond ASCII, from the beginning of the text, as many as a judgement needs."""
    words = _APART.split(text[:_READ])
    return [w for w in words if w and not w.isascii()][:_WORDS]


def likeness(text: str) -> tuple[float, int]:
    """The share of marked words that are Vietnamese syllables, and how many words were judged."""
    words = marked_words(text)
    return (sum(map(is_syllable, words)) / len(words) if words else 0.0), len(words)
