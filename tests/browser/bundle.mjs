// A village without internet, by its pages: a file is saved on one and taken in on another, there and back,
// chosen, dropped and without script; what is no good is said and changes nothing. Next: attachments.mjs.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { counts, look, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

/** Width, colours, language, as in moderation.mjs. */
const WAYS = [
    [1200, "light", "nl-NL"], [320, "light", "nl-NL"],
    [1200, "dark", "en-GB"], [320, "dark", "nl-NL"],
];

const button = (page, name) => page.getByRole("button", { name, exact: true });

const home = (peer) => `/c/${peer.cli("community", "list").communities[0].id.slice(0, 12)}/`;

async function at(page, path) {
    const answer = await page.goto(new URL(path, page.url()).href);
    assert.equal(answer.status(), 200, path);
}

async function all(peer, path, name) {
    for (const [width, colorScheme, locale] of WAYS) {
        const page = await visitor(peer, { viewport: { width, height: 800 }, colorScheme, locale });
        await at(page, path);
        await look(page, `bundle ${name} ${colorScheme} ${locale.slice(0, 2)}`);
        await page.context().close();
    }
}

/** Saves what somebody chooses; where it is. */
async function save(page, peer, part, name) {
    await page.getByLabel("Wat komt erin?").selectOption({ label: part });
    const [saved] = await Promise.all([
        page.waitForEvent("download"),
        button(page, "Bewaar het bestand").click(),
    ]);
    assert.match(saved.suggestedFilename(), /^de-linde-\d{4}-\d\d-\d\d\.bundle$/);
    const file = join(peer.folder, name);
    await saved.saveAs(file);
    assert.equal(readFileSync(file).subarray(0, 15).toString(), "meent bundle 1\n");
    return file;
}

async function take(page, file) {
    await page.getByLabel("Het bestand", { exact: true }).setInputFiles(file);
    await button(page, "Neem het over").click();
}

/** Drops a file on the heading of its form, far from the field. */
async function drop(page, file) {
    const bytes = [...readFileSync(file)];
    const given = await page.evaluateHandle((bytes) => {
        const given = new DataTransfer();
        given.items.add(new File([new Uint8Array(bytes)], "van-bea.bundle"));
        return given;
    }, bytes);
    const heading = page.getByRole("heading", { name: "Neem een bestand over" });
    await heading.dispatchEvent("dragover", { dataTransfer: given });
    await heading.dispatchEvent("drop", { dataTransfer: given });
    const name = await page.getByLabel("Het bestand", { exact: true }).evaluate((field) => field.files[0]?.name);
    assert.equal(name, "van-bea.bundle");
    await button(page, "Neem het over").click();
}

export async function bundle() {
    const before = counts.looks;
    const [ali, bea] = ["ali", "bea"].map((name) => new Peer(name));
    // Neither is told of the other.
    await ali.start();
    await bea.start();
    ali.cli("community", "create", "De Linde", "--purpose", "Een fijne straat", "--name", "Ali");
    await all(ali, `${home(ali)}around`, "alone");

    const a = await visitor(ali);
    await at(a, `${home(ali)}around`);
    const plain = await save(a, ali, "Alles", "plain");
    const invite = await save(a, ali, "Alles, met een uitnodiging voor iemand die nieuw is", "invite");
    assert.deepEqual(a.complaints, []);

    // Bea begins with a file; without a name, without a file, with another one.
    await all(bea, "/bundle", "begin");
    const b = await visitor(bea);
    await b.getByRole("link", { name: "Begin met een bestand" }).waitFor();
    // At the form for an invite it is said where it belongs.
    await at(b, "/join");
    await b.getByLabel("Of een bestand: kies het hier").setInputFiles(invite);
    await b.getByLabel("Hoe heet je", { exact: false }).fill("Bea");
    await button(b, "Doe mee").click();
    await b.getByText("Dit bestand is de hele gemeenschap", { exact: false }).first().waitFor();
    await look(b, "bundle at join");
    await b.getByRole("link", { name: "Begin met een bestand", exact: true }).click();
    await b.getByLabel("Hoe heet je", { exact: false }).fill("Bea");
    await take(b, plain);
    await b.getByText("waar je niet in zit, en er zit geen uitnodiging in").first().waitFor();
    assert.equal(await b.getByLabel("Hoe heet je", { exact: false }).inputValue(), "Bea");
    await look(b, "bundle foreign");
    assert.equal(bea.cli("community", "list").communities.length, 0);
    await take(b, invite);
    await b.getByRole("heading", { name: "Welkom", exact: false }).waitFor();
    await b.getByText("Breng een bestand terug").waitFor();
    await look(b, "bundle guest");

    // Back, dropped on the page.
    await b.getByRole("link", { name: "Maak een bestand" }).click();
    const back = await save(b, bea, "Wat Ali nog niet heeft", "back");
    await at(a, `${home(ali)}around`);
    await drop(a, back);
    await a.getByRole("heading", { name: "Het bestand is overgenomen" }).waitFor();
    await a.getByText("2 nieuwe handelingen", { exact: false }).waitFor();
    await look(a, "bundle taken");
    ali.cli("member", "approve", "Bea");

    // There, by somebody without script, on a narrow screen.
    await at(a, `${home(ali)}around`);
    const there = await save(a, ali, "Wat Bea nog niet heeft", "there");
    const quiet = await visitor(bea, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
    await at(quiet, `${home(bea)}around`);
    await take(quiet, there);
    await quiet.getByText("Eén nieuwe handeling", { exact: false }).waitFor();
    assert.equal(bea.cli("community", "list").communities[0].state, "member");
    await at(quiet, `${home(bea)}around`);
    await take(quiet, there);
    await quiet.getByText("Hier staat niets nieuws in", { exact: false }).waitFor();

    // What is no good.
    const acts = bea.cli("status").acts;
    const bytes = readFileSync(there);
    for (const [name, content, said] of [
        ["cut", bytes.subarray(0, bytes.length - 3), "Dit bestand is afgebroken"],
        ["other", Buffer.from("boodschappen"), "Dit is geen bestand met een gemeenschap"],
    ]) {
        const file = join(bea.folder, name);
        writeFileSync(file, content);
        await at(b, `${home(bea)}around`);
        await take(b, file);
        await b.getByText(said, { exact: false }).first().waitFor();
        await look(b, `bundle ${name}`);
    }
    assert.equal(bea.cli("status").acts, acts);
    assert.equal(ali.cli("status").heads.join(), bea.cli("status").heads.join());
    for (const peer of [ali, bea]) {
        assert.equal(peer.cli("status").around.length, 0, "they never met");
        await peer.stop();
        peer.remove();
    }
    assert.ok(counts.looks > before + 10);
}
