// A headless Chromium driven through a pipe (--remote-debugging-pipe): no port is opened and no
// package is needed.
import {spawn} from "node:child_process";
import {existsSync, mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";

const programs = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome"];
const patience = 30000; // milliseconds for one answer

/** The browser's program, or undefined. */
export function findBrowser() {
  return programs.find((program) => program && existsSync(program));
}

export class Browser {
  constructor(program) {
    this.profile = mkdtempSync(join(tmpdir(), "poach-browser-"));
    this.process = spawn(program, ["--headless", "--no-sandbox", "--disable-gpu",
      "--disable-quic", "--disable-dev-shm-usage", "--hide-scrollbars", "--no-first-run",
      "--disable-background-networking", "--disable-component-update", "--disable-sync",
      "--force-color-profile=srgb", `--user-data-dir=${this.profile}`, "--remote-debugging-pipe",
      "about:blank"], {stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"]});
    this.ended = new Promise((resolve) => this.process.on("exit", resolve));
    this.waiting = new Map();
    this.listeners = [];
    this.number = 0;
    let text = "";
    this.process.stdio[4].on("data", (piece) => {
      text += piece;
      const messages = text.split("\0");
      text = messages.pop();
      for (const message of messages) this.receive(JSON.parse(message));
    });
  }

  receive(message) {
    const waiting = this.waiting.get(message.id);
    if (!waiting) return this.listeners.forEach((listener) => listener(message));
    this.waiting.delete(message.id);
    if (message.error) waiting.reject(new Error(message.error.message));
    else waiting.resolve(message.result);
  }

  send(method, params = {}, sessionId = undefined) {
    const id = ++this.number;
    const answer = new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${method}: no answer`)), patience);
      this.waiting.set(id, {
        resolve: (result) => { clearTimeout(late); resolve(result); },
        reject: (error) => { clearTimeout(late); reject(error); }
      });
    });
    this.process.stdio[3].write(`${JSON.stringify({id, method, params, sessionId})}\0`);
    return answer;
  }

  /** Asks it to end, so that its helpers end too and leave the profile alone. */
  async close() {
    const late = setTimeout(() => this.process.kill("SIGKILL"), patience);
    await this.send("Browser.close").catch(() => this.process.kill());
    await this.ended;
    clearTimeout(late);
    rmSync(this.profile, {recursive: true, force: true, maxRetries: 20, retryDelay: 100});
  }
}

/** A tab with a page in it, and what went wrong in it. */
export class Tab {
  static async open(browser, url, {width = 1100, height = 900, dark = false} = {}) {
    const tab = new Tab();
    tab.browser = browser;
    tab.problems = [];
    tab.requests = [];
    const {targetId} = await browser.send("Target.createTarget", {url: "about:blank"});
    const {sessionId} = await browser.send("Target.attachToTarget", {targetId, flatten: true});
    tab.session = sessionId;
    tab.target = targetId;
    tab.listener = (message) => message.sessionId === sessionId && tab.note(message);
    browser.listeners.push(tab.listener);
    for (const domain of ["Page", "Runtime", "Network", "Log"]) await tab.send(`${domain}.enable`);
    await tab.send("Emulation.setEmulatedMedia",
      {features: [{name: "prefers-color-scheme", value: dark ? "dark" : "light"}]});
    await tab.resize(width, height);
    const loaded = new Promise((resolve) => { tab.onLoad = resolve; });
    await tab.send("Page.navigate", {url});
    await loaded;
    await tab.settle();
    return tab;
  }

  note({method, params}) {
    if (method === "Page.loadEventFired") this.onLoad?.();
    if (method === "Network.requestWillBeSent") this.requests.push(params.request.url);
    if (method === "Runtime.exceptionThrown") {
      this.problems.push(params.exceptionDetails.exception?.description ??
        params.exceptionDetails.text);
    }
    if (method === "Log.entryAdded" && params.entry.level !== "info") {
      this.problems.push(params.entry.text);
    }
    if (method === "Runtime.consoleAPICalled" && ["error", "warning"].includes(params.type)) {
      this.problems.push(params.args.map((value) => value.value ?? value.description).join(" "));
    }
  }

  async close() {
    this.browser.listeners = this.browser.listeners.filter((known) => known !== this.listener);
    await this.browser.send("Target.closeTarget", {targetId: this.target});
  }

  send(method, params) { return this.browser.send(method, params, this.session); }

  async evaluate(expression) {
    const {result, exceptionDetails} = await this.send("Runtime.evaluate",
      {expression, returnByValue: true, awaitPromise: true});
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? expression);
    return result.value;
  }

  /** Calls a function in the page; arguments and result as JSON. */
  call(body, ...values) {
    return this.evaluate(`(${body})(...${JSON.stringify(values)})`);
  }

  /** Two frames: charts have seen their new width by then. */
  settle() {
    return this.evaluate(
      "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(1))))");
  }

  async resize(width, height) {
    await this.send("Emulation.setDeviceMetricsOverride",
      {width, height, deviceScaleFactor: 1, mobile: false});
  }

  /** The layout on a sheet of paper. */
  async paper(width) {
    await this.send("Emulation.setEmulatedMedia", {media: "print"});
    await this.resize(width, 1000);
    await this.settle();
  }

  async press(key, code = key) {
    const windowsVirtualKeyCode = {Tab: 9, Enter: 13, ArrowUp: 38, ArrowDown: 40}[key];
    const text = key === "Enter" ? "\r" : undefined;
    await this.send("Input.dispatchKeyEvent",
      {type: "keyDown", key, code, windowsVirtualKeyCode, text});
    await this.send("Input.dispatchKeyEvent", {type: "keyUp", key, code, windowsVirtualKeyCode});
  }

  /** A PNG of a part of the page, in CSS pixels; of all of it without one. */
  async screenshot(clip) {
    const {cssContentSize: size} = await this.send("Page.getLayoutMetrics");
    const {data} = await this.send("Page.captureScreenshot", {format: "png",
      captureBeyondViewport: true,
      clip: {x: 0, y: 0, width: size.width, height: size.height, ...clip, scale: 1}});
    return Buffer.from(data, "base64");
  }
}
