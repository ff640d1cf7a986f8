"""Draws the articles that `news_queries.tsv` asks for.

Takes the folder of the news corpora and prints 50 ids: 25 of `orangesum-fr.jsonl`, 20 of `reuters-en.jsonl` and 5 of
`wikinews-en.jsonl`, among the articles with a title and at least 80 words. The seed was fixed before anything was drawn,
and nothing drawn was set aside. Wikinews has no ids of its own: `wikinews-en-17` is line 17 of its file, from 1.

    python3 draw_news_queries.py CORPORA/news
"""

import json
import random
import sys
from pathlib import Path

SEED = 20261120
DRAWN = [("orangesum-fr", 25), ("reuters-en", 20), ("wikinews-en", 5)]


def candidates(file):
    """The ids of the articles with a title and at least 80 words, in the order of the file."""
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        article = json.loads(line)
        if article.get("title", "").strip() and len(article.get("text", "").split()) >= 80:
            yield article.get("id") or f"{file.stem}-{number}"


draw = random.Random(SEED)
for stem, count in DRAWN:
    for name in draw.sample(list(candidates(Path(sys.argv[1]) / f"{stem}.jsonl")), count):
        print(name)
