/** Style of the report. Printed, everything is open and nothing is coloured that paper cannot show. */
import { dark, light, variables } from './palette.ts';

const kinds = {
  create: 'green',
  update: 'amber',
  replace: 'purple',
  destroy: 'red',
  import: 'blue',
  move: 'blue',
  forget: 'faint',
} as const;

const kindRules = Object.entries(kinds)
  .map(([kind, colour]) => `.k-${kind}{--tint:var(--${colour})}`)
  .join('');

export const style = `
:root{color-scheme:light;${variables(light)}--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace}
@media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables(dark)}}}
@media screen{:root[data-theme=dark]{color-scheme:dark;${variables(dark)}}}
${kindRules}
.s-blocking{--tint:var(--red)}.s-attention{--tint:var(--amber)}.s-notice{--tint:var(--blue)}
.v-blocked{--tint:var(--red)}.v-attention{--tint:var(--amber)}.v-fine,.v-none{--tint:var(--green)}
*{box-sizing:border-box}
[hidden]{display:none!important}
html{scroll-behavior:smooth;-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:1080px;padding:28px 24px 64px;background:var(--page);color:var(--text);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Open Sans",sans-serif}
code,kbd{font-family:var(--mono);font-size:.9em;overflow-wrap:anywhere}
kbd{border:1px solid var(--line);border-bottom-width:2px;border-radius:5px;padding:0 5px;background:var(--card);color:var(--faint);font-size:12px}
p,ul,dl,h1,h2,h3{margin:0}
ul{padding:0;list-style:none}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.skip{position:absolute;left:-999px}.skip:focus{left:24px;top:8px;background:var(--card);padding:6px 12px;z-index:2}
.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.faint{color:var(--faint)}
.plain{border:1px solid var(--line);border-radius:8px;background:var(--card);color:var(--text);font:inherit;font-size:13px;padding:4px 10px;cursor:pointer}
.plain:hover{border-color:var(--faint)}
.bar{display:flex;justify-content:space-between;align-items:center}
.eyebrow{color:var(--faint);font-size:12px;font-weight:600;letter-spacing:.1em;text-transform:uppercase}
h1{font-size:32px;line-height:1.2;letter-spacing:-.02em;margin:2px 0 6px}
h2{font-size:18px;letter-spacing:-.01em;margin-bottom:12px}
h2 .count{color:var(--faint);font-weight:500}
h3{font-size:15px;margin-bottom:6px}
.facts{display:flex;flex-wrap:wrap;gap:4px 0;color:var(--faint)}
.facts span:not(:last-child)::after{content:"·";margin:0 9px}
.facts b{color:var(--text)}
.verdict{display:flex;gap:14px;align-items:center;margin-top:18px;padding:14px 18px;border-radius:12px;border:1px solid color-mix(in srgb,var(--tint) 45%,transparent);background:color-mix(in srgb,var(--tint) 10%,var(--card))}
.verdict b{color:var(--tint);font-size:17px}
.sign{flex:none;display:grid;place-items:center;width:36px;height:36px;border-radius:50%;background:var(--tint);color:var(--card);font-size:20px;font-weight:700}
.warnings{margin-top:10px;padding:10px 14px;border-left:3px solid var(--amber);background:var(--card)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:12px;margin-top:16px}
.tile{padding:12px 16px;border:1px solid var(--line);border-radius:12px;background:var(--card);color:var(--faint)}
.tile b{display:block;font-size:28px;line-height:1.15;color:var(--tint);font-variant-numeric:tabular-nums}
.tile.zero b,.counts td.zero{color:var(--faint);font-weight:400}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{text-align:left;vertical-align:top;padding:7px 12px 7px 0;border-bottom:1px solid var(--line)}
tbody tr:last-child>*{border-bottom:0}
thead th{color:var(--faint);font-size:12px;font-weight:600}
tbody th{font-weight:500}
.counts{margin-top:12px;background:var(--card);border:1px solid var(--line);border-radius:12px;border-collapse:separate;border-spacing:0}
.counts th,.counts td{padding:8px 16px}
.counts td,.counts thead th:not(:first-child){text-align:right;font-variant-numeric:tabular-nums}
.counts td{font-weight:600;color:var(--tint)}
main>section{margin-top:36px}
.concerns{display:grid;gap:12px}
.concern,.card,.picture,.plainlist,.row{background:var(--card);border:1px solid var(--line);border-radius:12px}
.concern{padding:14px 18px;border-left:5px solid var(--tint)}
.concern .severity{color:var(--tint);font-weight:700}
.tags{display:flex;flex-wrap:wrap;gap:8px;align-items:center;font-size:13px}
.tag,.pill{display:inline-block;border-radius:999px;padding:1px 9px;font-size:12px;font-weight:600;background:var(--sunken);color:var(--faint);white-space:nowrap}
.pill{color:var(--tint);background:color-mix(in srgb,var(--tint) 13%,var(--card))}
.where{color:var(--faint);font-size:13px}
.concern .what{margin-top:6px;font-weight:600}
.concern .happens{margin-top:2px}
.concern .because{color:var(--faint);font-size:14px}
.consent{margin-top:8px;font-size:13px;color:var(--faint)}
.consent code{background:var(--sunken);color:var(--text);padding:3px 8px;border-radius:6px;user-select:all}
.picture{padding:14px}
.picture svg{display:block;width:100%;height:auto;font-family:inherit}
.part rect{fill:var(--card);stroke:var(--line);stroke-width:1.5}
.part .name{fill:var(--text);font-size:15px;font-weight:600}
.part .note{fill:var(--faint);font-size:12px}
.frame rect{fill:color-mix(in srgb,var(--sunken) 55%,var(--card));stroke-dasharray:5 5}
.calm .name{fill:var(--faint);font-weight:500}
.part[role=button]{cursor:pointer}
.part[role=button] rect{stroke:var(--tint)}
.part[role=button] .note{fill:var(--tint);font-weight:600}
.part[role=button].box rect{fill:color-mix(in srgb,var(--tint) 9%,var(--card))}
.part[role=button]:hover rect{stroke-width:2.5}
.part[aria-pressed=true] rect{stroke-width:3.5}
.part:focus-visible{outline:none}
.part:focus-visible rect{stroke:var(--accent);stroke-width:4}
.dot{fill:var(--tint)}
.flow{fill:none;stroke:var(--faint);stroke-width:1.3;opacity:.75}
.tip{fill:var(--faint)}
.card{padding:14px 18px}.card+.card{margin-top:12px}.lead{color:var(--faint);margin-bottom:12px}
dl{display:grid;grid-template-columns:max-content 1fr;gap:4px 16px}
dt{color:var(--faint)}dd{margin:0;overflow-wrap:anywhere}
.plainlist{padding:6px 18px}
.plainlist li{padding:7px 0}
.plainlist li+li{border-top:1px solid var(--line)}
.columns{columns:2;column-gap:36px}.columns li{break-inside:avoid;border-top:0!important;padding:4px 0}
.filter{position:sticky;top:0;z-index:1;padding:10px 0 8px;background:var(--page)}
.find{position:relative;display:block}
.find input{width:100%;padding:10px 44px 10px 14px;border:1px solid var(--line);border-radius:10px;background:var(--card);color:var(--text);font:inherit}
.find input::placeholder{color:var(--faint)}
.find kbd{position:absolute;right:13px;top:11px}
.find input:focus+kbd{visibility:hidden}
.chips{display:flex;flex-wrap:wrap;gap:6px;margin-top:8px}
.chip{border:1px solid var(--line);border-radius:999px;background:var(--card);color:var(--tint,var(--text));font:inherit;font-size:13px;padding:2px 11px;cursor:pointer}
.chip b{color:var(--faint);font-weight:500;margin-left:2px}
.chip:hover{border-color:var(--faint)}
.chip[aria-pressed=true]{background:var(--tint,var(--text));border-color:var(--tint,var(--text));color:var(--card)}
.chip[aria-pressed=true] b{color:inherit}
.status{display:flex;gap:10px;align-items:center;margin-top:8px;color:var(--faint);font-size:13px;min-height:32px}
.status #shown{margin-right:auto}
#list{display:grid;gap:6px}
.row{scroll-margin-top:190px}
.row summary{display:grid;grid-template-columns:74px minmax(0,1fr) auto;gap:12px;align-items:center;padding:8px 14px;cursor:pointer;list-style:none}
.row summary::-webkit-details-marker{display:none}
.row summary .pill{justify-self:start}
.row summary:hover .address{text-decoration:underline;text-underline-offset:3px}
.row[open]{border-color:color-mix(in srgb,var(--tint) 50%,var(--line))}
.row:target{box-shadow:0 0 0 3px color-mix(in srgb,var(--accent) 55%,transparent)}
.inside{padding:2px 18px 12px 100px;font-size:14px}
.inside table{table-layout:fixed}
.inside th:first-child{width:34%}
.before{color:var(--faint)}
.before code{text-decoration:line-through;text-decoration-color:color-mix(in srgb,var(--red) 60%,transparent)}
.after code{color:var(--green)}
.masked{color:var(--faint);font-style:italic}
.forces{display:inline-block;color:var(--purple);font-size:12px;font-weight:600}
.later{margin-top:8px;color:var(--faint)}
.empty,.keys{color:var(--faint);font-size:13px;margin-top:12px}
footer{margin-top:44px;padding-top:16px;border-top:1px solid var(--line);color:var(--faint);font-size:13px}
footer p{margin-top:10px}
@media (max-width:640px){body{padding:18px 14px 40px}.row summary{grid-template-columns:74px 1fr}.row summary .where{grid-column:2}.inside{padding-left:18px}.columns{columns:1}.filter{position:static}dl{grid-template-columns:1fr}dd{margin-bottom:6px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@media (forced-colors:active){.chip[aria-pressed=true],.sign{forced-color-adjust:none}}
@media print{
:root{${variables({ page: '#ffffff', sunken: '#ffffff' })}}
body{max-width:none;padding:0;font-size:11pt}
.filter,.keys,.skip,#theme,#nothing{display:none!important}
.row,.row[hidden]{display:block!important}
.row::details-content{content-visibility:visible!important;display:block!important;height:auto!important}
.concern,.card,.row,.tile,.picture,tr{break-inside:avoid}
.filter{position:static}
}
`;
