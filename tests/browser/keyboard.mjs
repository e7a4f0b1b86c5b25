// A goal and a vote with the keyboard only; wherever the focus is, it can be seen. Next: noscript.mjs.
import assert from "node:assert/strict";
import { visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Tabs a page may take to get somewhere: more than any of ours has stops. */
const FAR = 80;

/** Where the focus is: its words, and whether it can be seen. */
export async function focus(page) {
    return page.evaluate(() => {
        const at = document.activeElement;
        const style = getComputedStyle(at);
        const box = at.getBoundingClientRect();
        const middle = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height / 2, 20));
        const label = at.labels?.[0]?.innerText ?? "";
        return {
            name: (at.getAttribute("aria-label") ?? (label || at.innerText || at.value || "")).trim(),
            type: at.type ?? at.tagName,
            outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
            shown: box.width > 0 && box.top >= -1 && box.bottom <= innerHeight + 1 || box.height > innerHeight,
            uncovered: at.contains(middle) || middle?.contains(at) || at.labels?.[0]?.contains(middle) || false,
        };
    });
}

/** Presses Tab until the focus is on what has these words; it can be seen wherever it comes. */
export async function tabTo(page, wanted) {
    for (let step = 0; step < FAR; step += 1) {
        await page.keyboard.press("Tab");
        const at = await focus(page);
        if (at.type === "BODY") continue;
        assert.ok(at.outlined, `the focus on “${at.name}” (${at.type}) can't be seen at ${page.url()}`);
        assert.ok(at.shown && at.uncovered, `the focus on “${at.name}” lies under something at ${page.url()}`);
        if (at.name.includes(wanted)) return;
    }
    assert.fail(`no way to “${wanted}” by keyboard at ${page.url()}`);
}

export async function keyboard() {
    const ali = new Peer("ali");
    await ali.start();
    ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    ali.cli("decision", "propose", "Een bankje", "--text", "Bij de linde.", "--review", "2030-01-01", "--method", "consent");
    ali.cli("decision", "open", "Een bankje");

    for (const width of [1200, 320]) {
        const page = await visitor(ali, { viewport: { width, height: 800 } });
        // Past the menu, to what the page is about.
        await page.keyboard.press("Tab");
        assert.equal((await focus(page)).name, "Ga naar de inhoud");
        await page.keyboard.press("Enter");
        assert.equal(await page.evaluate(() => document.activeElement.id), "main");
        // The menu: on a small screen it opens and closes.
        if (width === 320) {
            await page.reload();
            await tabTo(page, "Menu");
            await page.keyboard.press("Enter");
            await tabTo(page, "Doelen");
            await page.keyboard.press("Escape");
            assert.ok(!(await page.getByRole("link", { name: "Doelen" }).isVisible()));
            await tabTo(page, "Menu");
            await page.keyboard.press("Enter");
        } else {
            await page.reload();
        }
        await tabTo(page, "Doelen");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Doelen", level: 1 }).waitFor();
        await tabTo(page, "Schrijf een doel");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Schrijf een doel", level: 1 }).waitFor();
        await tabTo(page, "Wat willen jullie bereiken?");
        await page.keyboard.type(`Een doel op ${width}`);
        await tabTo(page, "Voeg dit doel toe");
        await page.keyboard.press("Space");
        await page.getByRole("heading", { name: `Een doel op ${width}`, level: 1 }).waitFor();

        if (width === 320) {
            await tabTo(page, "Menu");
            await page.keyboard.press("Enter");
        }
        await tabTo(page, "Besluiten");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Besluiten", level: 1 }).waitFor();
        await tabTo(page, "Een bankje");
        await page.keyboard.press("Enter");
        await page.getByRole("heading", { name: "Een bankje", level: 1 }).waitFor();
        if (width === 320) {
            await tabTo(page, "Verander mijn keuze");
            await page.keyboard.press("Enter");
        }
        // A group of radios is one stop; arrows choose.
        await tabTo(page, "Ik ga mee");
        // The second time the stop is at what was chosen before.
        if (width === 320) await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Tab");
        const reason = (await focus(page)).name;
        assert.ok(reason.startsWith("Waar moeten we op letten?"), `after its choice comes “${reason}”`);
        await page.keyboard.type("Let op de wortels.");
        await tabTo(page, "Bewaar mijn keuze");
        await page.keyboard.press("Enter");
        await page.getByText("Bewaard: Ik ga mee, en ik heb een zorg").waitFor();
        await page.context().close();
    }
    await ali.stop();
    ali.remove();
}
