// A running peer with its own profile, as somebody has it on their machine. It speaks on loopback only.
// Next: look.mjs, which judges what its page shows.
import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const BINARY = process.env.MEENT;
const running = new Set();

export class Peer {
    constructor(name) {
        this.name = name;
        this.folder = mkdtempSync(join(tmpdir(), `meent-browser-${name}-`));
        this.profile = join(this.folder, "profile");
        this.port = 0;
    }

    /** Starts, and waits until it says that it is ready. `dial` is another peer to look up, `listen` where to be found. */
    async start({ dial, env, listen = "/ip4/127.0.0.1/tcp/0" } = {}) {
        const args = ["--profile", this.profile, "--json", "serve", "--listen", listen];
        args.push("--page-port", String(this.port));
        if (dial) args.push("--dial", dial.address);
        this.process = spawn(BINARY, args, { stdio: ["ignore", "pipe", "inherit"], env: { ...process.env, ...env } });
        running.add(this);
        const line = await new Promise((resolve, reject) => {
            let text = "";
            this.process.stdout.on("data", (part) => {
                text += part;
                if (text.includes("\n")) resolve(text.split("\n")[0]);
            });
            this.process.once("exit", (code) => reject(new Error(`${this.name} ended with ${code}`)));
        });
        this.address = JSON.parse(line).addresses[0];
        return this;
    }

    async stop(signal = "SIGTERM") {
        const ended = new Promise((resolve) => this.process.once("exit", resolve));
        this.process.kill(signal);
        await ended;
        running.delete(this);
    }

    /** A link to the page that signs in once. */
    link() {
        const { url } = this.cli("page");
        this.port = Number(new URL(url).port);
        return url;
    }

    /** A command, as JSON. */
    cli(...args) {
        return JSON.parse(this.text("--json", ...args));
    }

    /** Waits until a command gives what is wanted. */
    async until(args, wanted) {
        for (let tries = 0; tries < 100; tries += 1) {
            const answer = this.cli(...args);
            if (wanted(answer)) return answer;
            await new Promise((resolve) => setTimeout(resolve, 150));
        }
        throw new Error(`${this.name} never came to ${args.join(" ")}`);
    }

    /** A command, as people's text. */
    text(...args) {
        return execFileSync(BINARY, ["--profile", this.profile, "--lang", "nl", ...args], {
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
        });
    }

    remove() {
        rmSync(this.folder, { recursive: true, force: true });
    }
}

process.on("exit", () => {
    for (const peer of running) peer.process.kill("SIGKILL");
});
