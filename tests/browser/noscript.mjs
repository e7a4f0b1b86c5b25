// Everything works without script, with a reload: the whole way in short. Next: together.mjs.
import assert from "node:assert/strict";
import { until, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";

export async function noscript() {
    const [ali, bea] = [new Peer("ali"), new Peer("bea")];
    await ali.start();
    await bea.start({ dial: ali });
    const off = { javaScriptEnabled: false };
    const [a, b] = [await visitor(ali, off), await visitor(bea, { ...off, viewport: { width: 320, height: 700 } })];
    const button = (page, name) => page.getByRole("button", { name, exact: false });

    await a.getByRole("link", { name: "Beginnen" }).click();
    await a.getByLabel("Hoe heet jullie gemeenschap?").fill("Lindestraat");
    await a.getByLabel("Waar is jullie gemeenschap voor?").fill("Een fijne straat.");
    await a.getByLabel("Hoe heet je?").fill("Ali");
    await button(a, "Begin deze gemeenschap").click();
    await a.getByRole("link", { name: "Buren" }).first().click();
    await a.getByRole("link", { name: "Nodig een buur uit" }).first().click();
    await button(a, "Maak een uitnodiging").click();
    const invite = await a.getByLabel("De link", { exact: true }).inputValue();

    // By the file this time.
    await b.getByRole("link", { name: "Meedoen" }).click();
    await b.getByLabel("Hoe heet je?").fill("Bea");
    await b.getByLabel("Of een bestand: kies het hier").setInputFiles({
        name: "uitnodiging.meent",
        mimeType: "application/octet-stream",
        buffer: Buffer.from(invite),
    });
    await button(b, "Doe mee").click();
    await b.getByRole("heading", { name: "Welkom in Lindestraat" }).waitFor();

    await a.getByRole("link", { name: "Voor jou" }).first().click();
    await until("Bea is there to be welcomed", async () => {
        await a.reload();
        return button(a, "Verwelkom Bea").isVisible();
    });
    await button(a, "Verwelkom Bea").click();
    await a.getByRole("link", { name: "Besluiten" }).first().click();
    await a.getByRole("link", { name: "Doe een voorstel" }).first().click();
    await a.getByLabel("Wat stel je voor?").fill("Een bankje");
    await a.getByLabel("Leg het uit", { exact: false }).fill("Bij de linde.");
    await a.getByRole("radio", { name: "Meerderheid", exact: false }).first().check();
    await button(a, "Plaats dit voorstel").click();
    const decision = new URL(a.url()).pathname;
    await a.getByRole("link", { name: "Open de ronde" }).first().click();
    await button(a, "Open de ronde").click();
    const there = new URL(decision, b.url()).href;
    await until("the round is at Bea's", async () => {
        await b.goto(there);
        return b.getByRole("radio", { name: "Ik ben voor" }).isVisible();
    });
    for (const page of [a, b]) {
        await page.getByRole("radio", { name: "Ik ben voor" }).check();
        await page.getByRole("button", { name: "Bewaar mijn keuze" }).click();
        await page.getByText("Bewaard: Ik ben voor").waitFor();
    }
    await until("both votes are at Ali's", async () => {
        await a.goto(new URL(decision, a.url()).href);
        return a.getByText("Iedereen deed mee.").first().isVisible();
    });
    await a.getByRole("link", { name: "Sluit de ronde" }).first().click();
    await button(a, "Sluit").last().click();
    await until("it is confirmed at Bea's", async () => {
        await b.goto(there);
        return b.getByText("Vastgesteld: aangenomen").first().isVisible();
    });
    // A menu that a browser without script can open too: it is a popover of the page itself.
    await b.getByRole("button", { name: "Menu" }).click();
    assert.ok(await b.getByRole("link", { name: "Doelen" }).first().isVisible());

    for (const page of [a, b]) await page.context().close();
    for (const peer of [ali, bea]) {
        await peer.stop();
        peer.remove();
    }
}
