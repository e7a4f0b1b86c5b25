// A browser per person, and what every page that is looked at must be: silent, whole, readable, in order.
// Next: story.mjs, two people who go the whole way.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** Milliseconds that anything that should happen may take: ten times what it takes on a slow machine. */
export const PATIENCE = 15_000;

export const counts = { looks: 0, states: new Set() };

let browser;

/** A browser of its own, for who needs other settings. */
export function launch(...more) {
    return chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
        args: ["--no-sandbox", "--force-color-profile=srgb", ...more],
    });
}

/** The browser; started once. */
export async function open() {
    browser ??= await launch();
    return browser;
}

export async function close() {
    await browser?.close();
    browser = undefined;
}

/** Somebody's browser, signed in to their peer: a window, and everything that it complained about. */
export async function visitor(peer, { browser: own, ...options } = {}) {
    const context = await (own ?? (await open())).newContext({
        viewport: { width: 1200, height: 900 },
        locale: "nl-NL",
        timezoneId: "Europe/Amsterdam",
        ...options,
    });
    context.setDefaultTimeout(PATIENCE);
    await context.addInitScript(() => {
        globalThis.shifted = 0;
        new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifted += entry.value;
        }).observe({ type: "layout-shift", buffered: true });
    });
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", (message) => {
        // What a refused form answers is a page; that its status is no 200 is meant.
        const isStatus = /status of (4\d\d|507)/.test(message.text());
        if (["error", "warning"].includes(message.type()) && !isStatus) page.complaints.push(message.text());
    });
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("dialog", (dialog) => {
        page.complaints.push(`a dialog: ${dialog.message()}`);
        dialog.dismiss();
    });
    page.on("response", (response) => {
        if (response.request().isNavigationRequest() && response.frame() === page.mainFrame()) {
            page.source = response.text().catch(() => undefined);
        }
    });
    if (peer) {
        await page.goto(peer.link());
        // Without script or with: the way on is the page's own.
        await page.waitForURL((url) => !url.pathname.startsWith("/in/"));
    }
    return page;
}

const folder = process.env.MEENT_LOOKS ?? "";

/**
 * Judges what a page shows now: axe-core finds nothing, nothing sticks out sideways, nothing moved by
 * itself, the browser didn't complain. Keeps a picture, and the source for the Nu checker.
 */
export async function look(page, name, { keep = true } = {}) {
    const size = page.viewportSize();
    const state = `${name} ${size.width}`;
    const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.equal(wide, 0, `${state}: ${wide} px stick out`);
    const found = await judge(page);
    const wrong = found.violations.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join("\n   ")}`);
    assert.deepEqual(wrong, [], `${state}: axe-core`);
    // What axe-core can't decide by itself is looked at by people, and then made so that it can.
    const left = found.incomplete.map((rule) => `${rule.id}: ${rule.nodes.map((node) => node.html).join("\n   ")}`);
    assert.deepEqual(left, [], `${state}: axe-core leaves open`);
    const shifted = await page.evaluate(() => globalThis.shifted ?? 0);
    assert.ok(shifted < 0.001, `${state}: the page moved by ${shifted}`);
    assert.deepEqual(page.complaints, [], `${state}: the browser complained`);
    if (folder && keep) {
        mkdirSync(folder, { recursive: true });
        const file = state.replace(/[^a-z0-9]+/gi, "-").toLowerCase();
        await page.screenshot({ path: join(folder, `${file}.png`), fullPage: true });
        const source = await page.source;
        if (source) writeFileSync(join(folder, `${file}.html`), source);
    }
    counts.looks += 1;
    counts.states.add(state);
}

// Again when the page brought something new meanwhile: axe-core then looks for what isn't there any more.
async function judge(page) {
    // Evaluated by the debugger, which no policy of the page forbids.
    await page.evaluate(axe);
    return page.evaluate(async () => {
        for (let tries = 1; ; tries += 1) {
            let renewed = false;
            const observer = new MutationObserver(() => (renewed = true));
            observer.observe(document, { childList: true, subtree: true });
            const found = await globalThis.axe.run({ resultTypes: ["violations", "incomplete"] });
            observer.disconnect();
            if (!renewed || tries === 5) return found;
        }
    });
}

/** Pictures of all that stands open, for who looks at a failure. */
export async function snap(name) {
    if (!folder || !browser) return;
    mkdirSync(folder, { recursive: true });
    let number = 0;
    for (const context of browser.contexts()) {
        for (const page of context.pages()) {
            number += 1;
            await page.screenshot({ path: join(folder, `failed-${name}-${number}.png`), fullPage: true }).catch(() => {});
            console.error(`   ${number}: ${page.url()} ${page.complaints ?? ""}`);
        }
        await context.close();
    }
}

/** Waits until something holds; what it is goes into the failure. */
export async function until(what, holds) {
    const end = Date.now() + PATIENCE;
    while (Date.now() < end) {
        if (await holds()) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    assert.fail(`never came: ${what}`);
}
