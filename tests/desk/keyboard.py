"""An editor at the desk in a browser who uses no mouse, and what each fact costs in keys, choices and fields."""

from playwright.sync_api import expect

from tests.admin.test_in_browser import log_in
from tests.desk.articles import at


class Keyboard:
    """The hands of an editor; `count` are interactions: a choice of words, a command, a field that is typed."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def sit_down(self, client, source):
        log_in(self.page, client)
        self.page.goto(at(source))

    def press(self, *keys):
        for key in keys:
            self.count += 1
            self.page.keyboard.press(key)

    def choose(self, paragraph, words):
        """Choose words of a paragraph: to the paragraph, to the first word, and on to the last."""
        self.count += 1
        self.go_to(paragraph)
        chosen = ""
        for _ in range(80):
            self.page.keyboard.press("ArrowRight")
            chosen = self.chosen()
            if words.startswith(chosen):
                while words != self.chosen() and words.startswith(self.chosen()):
                    self.page.keyboard.press("Shift+ArrowRight")
                if words == self.chosen():
                    return
        raise AssertionError(f"{words!r} can't be chosen in paragraph {paragraph}")

    def go_to(self, paragraph):
        for _ in range(40):
            here = self.page.evaluate("document.querySelector('.kb-current')?.dataset.paragraph ?? 0")
            if int(here) == paragraph:
                self.page.keyboard.press("j" if paragraph == 1 else "k")
                self.page.keyboard.press("k" if paragraph == 1 else "j")
                return
            self.page.keyboard.press("j" if int(here) < paragraph else "k")
        raise AssertionError(f"there is no way to paragraph {paragraph}")

    def chosen(self):
        return self.page.locator(".kb-chosen-words").text_content()

    def open(self, letter):
        self.press(letter)
        expect(self.page.locator("form.kb-entry")).to_be_visible()

    def come_to(self, label):
        """Come to the next field of this name by the tabulator."""
        for _ in range(120):
            focused = self.page.evaluate("document.activeElement.labels?.[0]?.textContent.trim() ?? ''")
            if focused.rstrip(":") == label and not self.page.evaluate("document.activeElement.value"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"there is no empty field {label!r} behind the one in use")

    def field(self, label, text):
        """Come to a field, and type."""
        self.come_to(label)
        self.type(text)

    def type(self, text):
        self.count += 1
        self.page.keyboard.type(text)

    def cite(self, paragraph, words):
        """From a field to the text, choose its words, and back."""
        self.press("F2")
        self.choose(paragraph, words)
        self.press("Enter")

    def end(self, paragraph, key):
        self.go_to(paragraph)
        self.press(key)

    def save(self):
        self.press("Control+Enter")
        expect(self.page.locator(".kb-said .success")).to_be_visible()
        expect(self.page.locator("form.kb-entry")).to_have_count(0)
