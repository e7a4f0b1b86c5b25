// Somebody who comes in while nobody is there: what is tried, what came of it and what to do; with a stranger at
// the address, by the way of a file, and in by itself once the right ones are there. Next: together.mjs.
import assert from "node:assert/strict";
import { look, until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

const joined = (page) => new URL(`${new URL(page.url()).pathname.match(/\/c\/[0-9a-f]+/)[0]}/joined`, page.url()).href;

export async function joining() {
    const [ali, bea, cem] = ["ali", "bea", "cem"].map((name) => new Peer(name));
    await ali.start();
    ali.cli("community", "create", "Lindestraat", "--purpose", "Een fijne straat", "--name", "Ali");
    const { link } = await ali.until(["invite"], (invite) => invite.link.length > 200);
    await ali.stop();

    // Nobody is at the address in the link.
    await bea.start();
    const b = await visitor(bea, { viewport: { width: 320, height: 700 } });
    await b.getByRole("link", { name: "Meedoen" }).click();
    await b.getByLabel("Een link: plak hem hier").fill(link);
    await b.getByLabel("Hoe heet je?").fill("Bea");
    await b.getByRole("button", { name: "Doe mee" }).click();
    await b.getByRole("heading", { name: "Op weg naar Lindestraat" }).waitFor();
    const place = (page) => page.locator(".tried div").filter({ hasText: "127.0.0.1" });
    await place(b).getByText("geen antwoord").waitFor();
    const network = b.locator(".tried div").filter({ hasText: "Dit netwerk" });
    await network.getByText("zoeken staat uit op dit apparaat").waitFor();
    await b.getByText("Vraag wie je uitnodigde om Meent te starten.").waitFor();
    await look(b, "joining nobody");
    for (const [width, colorScheme, locale] of [[1200, "light", "nl-NL"], [1200, "dark", "en-GB"], [320, "dark", "en-GB"]]) {
        const page = await visitor(bea, { viewport: { width, height: 900 }, colorScheme, locale });
        await page.goto(joined(b));
        await place(page).getByText(locale === "nl-NL" ? "geen antwoord" : "no answer").waitFor();
        await look(page, `joining nobody ${colorScheme} ${locale.slice(0, 2)}`);
        await page.context().close();
    }

    // What came of it is news on the page that stands open, and without script it comes by itself too.
    const quiet = await visitor(bea, { javaScriptEnabled: false, viewport: { width: 320, height: 700 } });
    await quiet.goto(joined(b));
    const [before, stood] = await Promise.all([b, quiet].map((page) => place(page).textContent()));
    await cem.start({ listen: ali.address });
    cem.cli("community", "create", "De Els", "--purpose", "Samen", "--name", "Cem");
    const stranger = "er is antwoord, maar niet van deze gemeenschap";
    await place(b).getByText(stranger).waitFor({ timeout: 60_000 });
    await until("the page without script is another", async () => (await place(quiet).textContent()) !== stood);
    assert.notEqual(await place(b).textContent(), before);
    await b.reload();
    await place(b).getByText(stranger).waitFor();
    await look(b, "joining stranger");
    await cem.stop();

    // By a file: the form for it is one link away, and takes it as it is.
    await b.getByRole("link", { name: "Neem een bestand over" }).click();
    await b.getByLabel("Het bestand", { exact: true }).waitFor();
    await look(b, "joining by file");
    await b.goBack();

    // In, by itself, on both pages.
    await ali.start({ listen: ali.address });
    await b.getByRole("heading", { name: "Welkom in Lindestraat" }).waitFor({ timeout: 120_000 });
    await quiet.getByRole("heading", { name: "Welkom in Lindestraat" }).waitFor();
    await b.reload();
    await look(b, "joining in");
    for (const page of [b, quiet]) await page.context().close();
    for (const peer of [ali, bea]) await peer.stop();
    for (const peer of [ali, bea, cem]) peer.remove();
}
