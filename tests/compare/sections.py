"""Cuts the real texts into sections of about 150 words; always the same for the same file."""
import re
from pathlib import Path

WORDS = 150

def sections(folder):
    """(id, text) of every section: file number, then a number that counts up."""
    for file in sorted(Path(folder).glob("*.txt")):
        number, words, kept = 0, 0, []
        for sentence in sentences(file.read_text(encoding="utf8")):
            kept.append(sentence)
            words += len(sentence.split())
            if words >= WORDS:
                yield f"{file.name[:3]}-{number}", " ".join(kept)
                number, words, kept = number + 1, 0, []
        if kept:
            yield f"{file.name[:3]}-{number}", " ".join(kept)

def sentences(text):
    text = re.sub(r"(\w)- *\n\s*(?=[a-z])", r"\1", text)
    text = " ".join(text.split())
    return re.split(r"(?<=[.?!]) (?=[A-Z‘“'])", text)

if __name__ == "__main__":
    import sys
    for name, text in sections(sys.argv[1]):
        print(name, text)
