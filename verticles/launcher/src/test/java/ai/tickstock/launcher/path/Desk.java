package ai.tickstock.launcher.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;

/** A trader at the page of a mesh, in a real browser. */
final class Desk {
  private static final Path PICTURES = Path.of("target").toAbsolutePath();
  private static final JsonObject SIZE =
      new JsonObject().put("viewport", new JsonObject().put("width", 1440).put("height", 900));

  private final Chromium browser;
  private final String url;

  Desk(Chromium browser, MeshProcess app) {
    this.browser = browser;
    this.url = app.url() + "/";
  }

  /** Signs in at a browser that remembers nothing. */
  void signIn(String token) {
    browser.tell("fresh", SIZE);
    browser.tell("goto", url);
    browser.until("!document.querySelector('#signin').hidden");
    browser.tell("fill", "#token", token);
    browser.tell("click", "#signin button");
    live();
  }

  /** Loads the page again. */
  void again() {
    browser.tell("goto", url);
    live();
  }

  private void live() {
    browser.until("document.querySelector('#badge').dataset.state === 'live'");
    browser.until("Number(document.querySelector('#chart').dataset.bars) > 0");
  }

  /** Goes to a place within the page, and waits until something is there. */
  void go(String hash, String selector) {
    browser.evaluate("location.hash = '" + hash + "'");
    sees(selector);
  }

  /** Waits until something is there. */
  void sees(String selector) {
    browser.until("document.querySelector(`" + selector + "`) !== null");
  }

  /** Waits until the first of something says so. */
  void reads(String selector, String words) {
    browser.until(
        "document.querySelector(`" + selector + "`)?.innerText.includes('" + words + "')");
  }

  void click(String selector) {
    browser.tell("click", selector);
  }

  void fill(String selector, String text) {
    browser.tell("fill", selector, text);
  }

  /** A word in a field that takes several. */
  void word(String selector, String word) {
    fill(selector, word);
    browser.tell("press", "Enter");
  }

  /** What the first of something says. */
  String text(String selector) {
    return browser.evaluate("document.querySelector(`" + selector + "`).innerText");
  }

  /** A picture to look at. */
  void shoot(String name) {
    browser.tell("shoot", PICTURES.resolve(name).toString());
  }

  /** Before anybody is signed in the page is told so, which Chromium notes as an error. */
  void noComplaints() {
    assertThat((JsonArray) browser.tell("complaints"))
        .allSatisfy(complaint -> assertThat(complaint.toString()).contains("401"));
  }
}
