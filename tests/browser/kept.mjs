// Against loss and theft: a passphrase refused, set and taken off; a backup taken along, and brought back by who
// has no script. Next: states.mjs.
import { look, visitor } from "./look.mjs";
import { Peer } from "./peer.mjs";
import { WAYS, all } from "./states.mjs";

export async function kept() {
    const [ali, again] = [new Peer("ali"), new Peer("again")];
    await ali.start();
    ali.cli("community", "create", "Straat", "--purpose", "Samen", "--name", "Ali");
    const page = await visitor(ali, { viewport: { width: 320, height: 800 }, colorScheme: "dark" });
    await page.goto(new URL("/settings", page.url()).href);
    await page.getByRole("link", { name: "Zet een wachtzin op je sleutels" }).click();
    const [put, now] = [page.getByLabel("Een nieuwe wachtzin"), page.getByLabel("Je wachtzin tot nu toe")];
    await put.fill("kort");
    await page.getByLabel("De nieuwe wachtzin nog eens").fill("kort");
    await page.getByRole("button", { name: "Zet deze wachtzin erop" }).click();
    await page.getByText("Deze wachtzin is te kort", { exact: false }).first().waitFor();
    await look(page, "passphrase refused");
    await put.fill("drie losse woorden");
    await page.getByLabel("De nieuwe wachtzin nog eens").fill("drie losse woorden");
    await page.getByRole("button", { name: "Zet deze wachtzin erop" }).click();
    await page.getByText("Vanaf nu zit deze wachtzin op je sleutels").waitFor();
    await look(page, "passphrase set");
    await page.getByRole("link", { name: "Haal de wachtzin eraf" }).click();
    await look(page, "passphrase to be taken off");
    await now.fill("drie losse woorden");
    await page.getByRole("button", { name: "Haal mijn wachtzin eraf" }).click();
    await page.getByText("Er zit geen wachtzin meer").waitFor();

    await page.goto(new URL("/settings/backup", page.url()).href);
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "Bewaar een reservekopie" }).click();
    const file = await (await download).path();
    await again.start();
    const other = await visitor(again, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
    await other.getByRole("link", { name: "Kom terug" }).click();
    await other.getByRole("link", { name: "Zet een reservekopie terug" }).click();
    await other.getByRole("button", { name: "Zet hem terug" }).waitFor();
    await other.getByLabel("Je reservekopie").setInputFiles(file);
    await other.getByRole("button", { name: "Zet hem terug" }).click();
    await other.getByRole("heading", { name: "Dit profiel heeft hier nog geen apparaat" }).waitFor();
    await other.context().close();
    const { id } = again.cli("community", "list").communities[0];
    const home = `/c/${id.slice(0, 12)}/`;
    await all(again, ["/communities", home, `${home}devices`, `${home}devices/back`].map((path) => [path, 200]), "restored", [WAYS[0], WAYS[5]]);
    await page.context().close();
    for (const peer of [ali, again]) {
        await peer.stop();
        peer.remove();
    }
}
