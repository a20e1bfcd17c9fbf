"""Tables of a web page: what some platforms call .xls."""

from html.parser import HTMLParser


class Tables(HTMLParser):
    """Collects the cells of every table; after a cell that spans columns stand empty ones."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[list[object]]] = []
        self.cell: list[str] | None = None
        self.span = 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" or (tag == "tr" and not self.found):
            self.close_cell()
            self.found.append([])
        if tag == "tr":
            self.close_cell()
            self.found[-1].append([])
        elif tag in ("td", "th") and self.found:
            self.close_cell()
            span = dict(attrs).get("colspan") or "1"
            self.span = min(int(span), 100) if span.isascii() and span.isdigit() else 1
            self.cell = []
        elif tag == "br" and self.cell is not None:
            self.cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th", "tr", "table"):
            self.close_cell()

    def handle_data(self, data: str) -> None:
        if self.cell is not None:
            self.cell.append(data)

    def close_cell(self) -> None:
        if self.cell is None:
            return
        if not self.found[-1]:
            self.found[-1].append([])
        self.found[-1][-1].extend(["".join(self.cell).strip(), *[""] * (self.span - 1)])
        self.cell = None


def tables(text: str) -> list[list[list[object]]]:
    parser = Tables()
    parser.feed(text)
    parser.close()
    parser.close_cell()
    return parser.found
