"""The look of the telephone's pages: one column, large targets, nothing that needs a network."""

from __future__ import annotations

STYLE = """
:root {
  --ink: #1a1a1a; --ink-2: #4d4d4d; --line: #d0d4de; --primary: #0017c1; --pressed: #00118f; --deep: #000060;
  --tint: #e8f1fe; --good: #115a36; --good-ground: #e6f5ec; --caution: #6b5300; --caution-ground: #fbf5e0;
  --bad: #a90000; --bad-ground: #fdeeee;
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; color: var(--ink); background: #ffffff; word-break: auto-phrase; line-break: strict;
  overflow-wrap: anywhere; font: 16px/1.6 "BIZ UDPGothic", "Noto Sans CJK JP", system-ui, sans-serif;
}
header {
  display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 10px 16px;
  color: #ffffff; background: var(--deep);
}
header strong { font-size: 17px; line-height: 1.3; }
header a {
  flex: none; padding: 9px 12px; color: #ffffff; font-size: 14px; line-height: 1.3; text-decoration: none;
  border: 1.5px solid #9db7f9; border-radius: 10px;
}
.simulated {
  margin: 0; padding: 6px 16px; font-size: 13px; line-height: 1.4; text-align: center;
  color: var(--caution); background: var(--caution-ground);
}
main { max-width: 480px; margin: 0 auto; padding: 16px 16px 32px; }
h1 { margin: 20px 0 8px; font-size: 24px; line-height: 1.3; }
h2 { margin: 24px 0 4px; font-size: 18px; line-height: 1.3; }
p { margin: 8px 0; }

.steps {
  display: flex; gap: 6px; margin: 0; padding: 0; list-style: none; font-size: 13px; line-height: 1.3;
}
.steps li {
  flex: 1; padding-top: 8px; text-align: center; color: var(--ink-2); border-top: 6px solid var(--line);
}
.steps .past { border-color: #7096f8; }
.steps [aria-current] { color: var(--primary); font-weight: 700; border-color: var(--primary); }

.cards { display: grid; gap: 8px; margin: 16px 0 0; padding: 0; list-style: none; }
.card {
  display: block; padding: 10px 40px 10px 16px; color: var(--ink); text-decoration: none; position: relative;
  border: 1.5px solid var(--line); border-radius: 14px; line-height: 1.35;
}
.card::after {
  content: ""; position: absolute; right: 18px; top: 50%; width: 9px; height: 9px; margin-top: -6px;
  border: solid var(--primary); border-width: 2.5px 2.5px 0 0; transform: rotate(45deg);
}
.card:active { background: var(--tint); }
.card span { display: block; font-weight: 700; }
.card small { color: var(--ink-2); font-size: 13px; }

.chosen, .alert, .caution, .good { padding: 10px 14px; border-radius: 12px; }
.chosen { font-weight: 700; background: var(--tint); }
.alert { font-weight: 700; color: var(--bad); background: var(--bad-ground); border: 2px solid var(--bad); }
.caution { color: var(--caution); background: var(--caution-ground); }
.good { color: var(--good); background: var(--good-ground); }
.hint { color: var(--ink-2); font-size: 14px; }

form { margin: 16px 0; }
label { display: block; margin-bottom: 6px; font-weight: 700; }
#pin {
  width: 100%; height: 72px; padding: 0 0 0 20px; font: 700 36px/1 ui-monospace, monospace;
  letter-spacing: 20px;
  text-align: center; color: var(--ink); background: #ffffff; border: 2px solid #767676; border-radius: 14px;
}
button, .button {
  display: block; width: 100%; min-height: 60px; padding: 14px; color: #ffffff; background: var(--primary);
  border: 0; border-radius: 14px; font: inherit; font-size: 18px; font-weight: 700; text-align: center;
  text-decoration: none; cursor: pointer;
}
button:active, .button:active { background: var(--pressed); }
.button { margin-top: 16px; }
.quiet {
  display: block; padding: 14px; color: var(--primary); text-align: center;
  border: 1.5px solid var(--primary);
  border-radius: 14px; text-decoration: none;
}
:focus-visible { outline: 3px solid #ffe380; outline-offset: 0; box-shadow: 0 0 0 5px var(--ink); }

.done {
  margin-top: 20px; padding: 20px 16px; text-align: center;
  background: var(--good-ground); border-radius: 20px;
}
.done h1 { margin: 8px 0 0; color: var(--good); }
.mark {
  display: inline-grid; place-items: center; width: 56px; height: 56px; color: #ffffff;
  background: var(--good);
  border-radius: 50%; font-size: 32px; line-height: 1;
}
.until { margin: 6px 0 0; }
.until time { display: block; font-size: 26px; font-weight: 700; line-height: 1.3; }
main > ol:not(.steps) { margin: 0; padding-left: 26px; }
main > ol:not(.steps) li { margin: 6px 0; }
dl { margin: 20px 0 0; padding-top: 12px; border-top: 1.5px solid var(--line); }
dt { color: var(--ink-2); font-size: 14px; }
dd { margin: 0 0 10px; }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
"""
