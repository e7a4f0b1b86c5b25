// Pictures and other files on a goal and a decision: added with script, by keyboard and without
// script, seen by somebody else, folded away and erased, in every state that they have. Next: joining.mjs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { tabTo } from "./keyboard.mjs";
import { counts, look, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Width, colours, language, as in moderation.mjs. */
const WAYS = [
    [1200, "light", "nl-NL"], [320, "light", "nl-NL"],
    [1200, "dark", "en-GB"], [320, "dark", "nl-NL"],
];

const RULE = "Vraag het eerst";

const button = (page, name) => page.getByRole("button", { name, exact: true });
const link = (page, name) => page.getByRole("link", { name, exact: true });
const erase = (place) => place.getByRole("link", { name: "Wissen", exact: false });
const open = (page) => page.getByText("Voeg een foto of ander bestand toe").click();

const home = (peer) => `/c/${peer.cli("community", "list").communities[0].id.slice(0, 12)}/`;

/** A picture, wide and low: a PNG (ISO 15948) of one colour above another. */
function picture(width, height, above, below) {
    const crc = (bytes) => {
        let sum = ~0;
        for (const byte of bytes) {
            sum ^= byte;
            for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
        }
        return ~sum >>> 0;
    };
    const number = (value) => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        return bytes;
    };
    const part = (name, data) => {
        const body = Buffer.concat([Buffer.from(name), data]);
        return Buffer.concat([number(data.length), body, number(crc(body))]);
    };
    const line = (colour) => Buffer.concat([Buffer.from([0]), Buffer.concat(Array(width).fill(Buffer.from(colour)))]);
    const rows = Array.from({ length: height }, (_, row) => line(row < height / 2 ? above : below));
    const head = Buffer.concat([number(width), number(height), Buffer.from([8, 2, 0, 0, 0])]);
    const parts = [part("IHDR", head), part("IDAT", deflateSync(Buffer.concat(rows))), part("IEND", Buffer.alloc(0))];
    return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), ...parts]);
}

async function at(page, path) {
    const answer = await page.goto(new URL(path, page.url()).href);
    assert.equal(answer.status(), 200, path);
}

async function all(peer, path, name, ways = WAYS) {
    for (const [width, colorScheme, locale] of ways) {
        const page = await visitor(peer, { viewport: { width, height: 800 }, colorScheme, locale });
        await at(page, path);
        await shown(page);
        await look(page, `attachments ${name} ${colorScheme} ${locale.slice(0, 2)}`);
        await page.context().close();
    }
}

/** Waits until all pictures that are looked at are there. */
async function shown(page) {
    const pictures = page.locator(".attached img");
    for (const one of await pictures.all()) await one.scrollIntoViewIfNeeded();
    await page.waitForFunction(() => [...document.querySelectorAll(".attached img")].every((img) => img.complete && img.naturalWidth > 0));
    await page.evaluate(() => scrollTo(0, 0));
}

const file = (name, buffer) => ({ name, mimeType: "application/octet-stream", buffer });

async function add(page, what, alt) {
    await page.getByLabel("Het bestand", { exact: true }).setInputFiles(what);
    await page.getByLabel("Beschrijving", { exact: false }).fill(alt);
    await button(page, "Voeg toe").click();
}

export async function attachments() {
    const before = counts.looks;
    const [ali, bea] = ["ali", "bea"].map((name) => new Peer(name));
    await ali.start();
    await bea.start({ dial: ali });
    ali.cli("community", "create", "De Linde", "--purpose", "Een fijne straat", "--name", "Ali");
    bea.cli("join", ali.cli("invite").link, "--name", "Bea");
    await until("Bea is there", () => ali.cli("member", "list").members.some(({ name }) => name === "Bea"));
    ali.cli("member", "approve", "Bea");
    const { id } = ali.cli("goal", "add", "Een tuin", "--text", "Sla en bonen.");
    const goal = `${home(ali)}goals/${id}`;
    await all(ali, goal, "none", [WAYS[0], WAYS[1]]);

    // Refused first, what was written stays; then with a description.
    const a = await visitor(ali);
    await at(a, goal);
    await open(a);
    await look(a, "attachments form");
    const wide = picture(800, 200, [44, 104, 76], [250, 246, 238]);
    await add(a, file("tuin.png", wide), "");
    await a.getByRole("alert").getByText("Bij een foto hoort een beschrijving", { exact: false }).waitFor();
    assert.equal(await a.getByLabel("Beschrijving", { exact: false }).getAttribute("aria-invalid"), "true");
    await look(a, "attachments refused");
    writeFileSync(join(ali.folder, "film.mp4"), Buffer.alloc((32 << 20) + 1));
    await add(a, join(ali.folder, "film.mp4"), "De hele film");
    await a.getByRole("alert").getByText("groter dan 32 MB", { exact: false }).waitFor();
    assert.equal(await a.getByLabel("Beschrijving", { exact: false }).inputValue(), "De hele film");
    assert.equal(ali.cli("goal", "show", id).attachments.length, 0);
    await add(a, file("tuin.png", wide), "De tuin in mei");
    const seen = a.getByRole("img", { name: "De tuin in mei" });
    await seen.waitFor();
    assert.ok(new URL(a.url()).hash === "#attachments");
    await shown(a);

    // Somebody else has it open: it comes by itself, is seen whole, and is the same.
    const b = await visitor(bea);
    await until("the picture is at Bea's", async () => bea.cli("goal", "show", id).attachments[0]?.state === "here");
    await at(b, goal);
    await shown(b);
    const [, size] = await b.locator(".attached img").evaluate((img) => [img.src, [img.naturalWidth, img.naturalHeight, img.offsetWidth <= img.closest("section").offsetWidth]]);
    assert.deepEqual(size, [800, 200, true]);
    await b.evaluate(() => { globalThis.kept = document.querySelector(".attached img"); });

    // By keyboard, a file that is no picture, whatever it is called.
    await at(a, goal);
    await tabTo(a, "Voeg een foto of ander bestand toe");
    await a.keyboard.press("Enter");
    await tabTo(a, "Het bestand");
    const [chooser] = await Promise.all([a.waitForEvent("filechooser"), a.keyboard.press("Space")]);
    await chooser.setFiles(file("foto.png", Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')));
    await tabTo(a, "Beschrijving");
    await a.keyboard.type("Geen foto");
    await tabTo(a, "Voeg toe");
    await a.keyboard.press("Enter");
    await link(a, "foto.png").waitFor();

    // On Bea's page, without a reload; the picture that was there stayed what it was.
    await link(b, "foto.png").waitFor();
    assert.ok(await b.evaluate(() => globalThis.kept.isConnected), "the picture was kept");
    const [saved] = await Promise.all([b.waitForEvent("download"), link(b, "foto.png").click()]);
    assert.equal(saved.suggestedFilename(), "foto.png");
    const there = join(bea.folder, "saved");
    await saved.saveAs(there);
    assert.match(readFileSync(there, "utf8"), /onload/);

    // Bea, without script, on a narrow screen, on a decision.
    const decision = bea.cli("decision", "propose", "Een bank", "--text", "Bij de linde.", "--review", "2030-01-01", "--method", "consent").id;
    const proposal = `${home(bea)}decisions/${decision}`;
    const quiet = await visitor(bea, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
    await at(quiet, proposal);
    await open(quiet);
    const high = picture(100, 900, [31, 91, 135], [237, 198, 108]);
    await add(quiet, file("../een bank.html", high), "Een hoge bank");
    await quiet.getByRole("img", { name: "Een hoge bank" }).waitFor();
    await at(quiet, proposal);
    await open(quiet);
    writeFileSync(join(bea.folder, "Offerte.pdf"), "%PDF-1.7\n% een offerte\n");
    await add(quiet, join(bea.folder, "Offerte.pdf"), "De offerte van de timmerman");
    await link(quiet, "Offerte.pdf").waitFor();
    await until("both are at Ali's", () => {
        const { attachments } = ali.cli("decision", "show", decision);
        return attachments.length === 2 && attachments.every(({ state }) => state === "here");
    });
    await all(ali, proposal, "decision");
    await all(bea, goal, "goal");

    // The whole picture, by a click; saved, it would be called what it is.
    await at(a, proposal);
    await shown(a);
    await a.getByRole("img", { name: "Een hoge bank" }).click();
    await a.waitForURL(/\/attachments\/[0-9a-f]+$/);
    const whole = await a.evaluate(() => [document.contentType, document.images[0].naturalHeight]);
    assert.deepEqual(whole, ["image/png", 900]);
    // The browser's own page around it may bring no style: nothing of that answer may, by its policy.
    const others = a.complaints.splice(0).filter((said) => !said.startsWith("Applying inline style"));
    assert.deepEqual(others, []);
    await a.goBack();

    // Not everything is here: the one who has it is away.
    const late = ali.cli("goal", "add", "Later", "--text", "Als Bea weg is.").id;
    const page = `${home(ali)}goals/${late}`;
    writeFileSync(join(ali.folder, "later.png"), picture(300, 300, [120, 30, 30], [30, 120, 30]));
    await until("Bea has the goal", () => bea.cli("goal", "list").goals.length === 2);
    await bea.stop();
    const waits = ali.cli("attach", late, join(ali.folder, "later.png"), "--alt", "Voor later").id;

    // Erased: one's own at once, and at how many that is certain.
    await at(a, page);
    await shown(a);
    await erase(a).click();
    await a.getByRole("heading", { name: "Deze bijlage wissen" }).waitFor();
    await all(ali, `${home(ali)}erase/${waits}`, "erase", [WAYS[0], WAYS[1], WAYS[2]]);
    await button(a, "Wis dit bij iedereen").click();
    await a.getByText("Zeker gewist bij 1 van de 2 deelnemers", { exact: false }).waitFor();
    await all(ali, page, "erased");
    const gone = await a.goto(new URL(`${home(ali)}attachments/${waits}`, a.url()).href);
    assert.equal(gone.status(), 409);
    await look(a, "attachments gone");
    await bea.start({ dial: ali });

    // Somebody else's: asked, and the others decide.
    const [bank] = ali.cli("decision", "show", decision).attachments;
    await at(a, proposal);
    await erase(a.locator(`#b-${bank.id}`)).click();
    await look(a, "attachments erase of another");
    await button(a, "Vraag de anderen dit te wissen").click();
    await a.getByRole("heading", { name: "Iets van Bea wordt gewist" }).waitFor();
    await look(a, "attachments erase asked");

    // Folded away: its name stands a step further, and it isn't seen.
    ali.cli("charter", "write", RULE, "--text", "Ook bij foto’s.");
    const wanted = await bea.until(["change", "list"], ({ changes }) => changes.some(({ what }) => what === "clause"));
    bea.cli("change", "approve", wanted.changes.find(({ what }) => what === "clause").id);
    const first = bea.cli("goal", "show", id).attachments[0].id;
    bea.cli("moderation", "hide", first, RULE);
    await until("it is folded away", () => ali.cli("goal", "show", id).attachments[0].fold?.hidden === true);
    const fresh = await visitor(bea);
    await at(fresh, goal);
    assert.equal(await fresh.locator(".attached img").count(), 0);
    await fresh.getByText("Verborgen door", { exact: false }).first().click();
    await link(fresh, "tuin.png").waitFor();
    await look(fresh, "attachments folded open");
    await all(bea, goal, "folded");
    await all(ali, `${home(ali)}hidden/${first}`, "hidden", [WAYS[0], WAYS[1]]);

    for (const open of [a, b, quiet, fresh]) await open.context().close();
    for (const peer of [ali, bea]) {
        await peer.stop();
        peer.remove();
    }
    console.log(`attachments: ${counts.looks - before} pages looked at`);
}
