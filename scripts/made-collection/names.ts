// Names of artists, titles, labels and remixes for made-up collections: Latin with accents, Cyrillic, Japanese.

import type { SeededRandom } from './random.ts';

const FIRST =
  words(`Anna Ben Carla Dario Élise Finn Gül Håkon Inès Jón Kaï Léa Márton Nadja Ólafur Paweł Quentin Renée Søren
  Thaïs Ulla Víctor Wiebke Xaver Yann Zoë Adèle Björn Chloé Dušan Emre François Greta Hélène Ivo Jürgen Katrín Luís Mélanie
  Noël Özge Piotr Raúl Sinéad Tomás Uğur Vašek Wojtek Yasmin Žarko Sam Kim Alex Robin Lee Max Toni Jamie Nico Dana`);
const START =
  words(`ba be bo bra bre cha co cor da de dra du el fa fer fi flo ga gel go gra ha he hol in ja jo ka ke kla kor la le
  li lo lu ma me mi mo mur na ne no nor ol or pa pe pi por ra re ri ro ru sa se sha si so sta su ta te ti to tra tu va ve vi wa we
  wi za ze zo`);
const MIDDLE = words(
  `ba be bi ca da de di fa ga ge go la le li lo lu ma me mi mo na ne ni no pa ra re ri ro sa se si ta te ti to va ve vi`,
);
const END =
  words(`berg bert cci ck da dahl den der do don ez ff gen ger han in ka ke ko kov la lain land ler li lin lo lund
  man mann mar mi na nen ner ni nio no nov pe ra rd ren ri rio ro rt ry s sa sen ska ski sko son ta tag ter ti tos vić vin wski xx za zzi ård`);
const TITLE =
  words(`Acid Afterglow Again Air Alone Amber Anthem Apart Arc Around Ashes Atlas Aura Away Balance Basement Beacon Before
  Belong Below Beyond Birds Black Blue Body Bones Breath Bridges Bright Broken Burning Cascade Chain Change City Clouds Coast Cold
  Colours Concrete Control Crystal Curtain Dance Dawn Deep Delay Desert Distance Dream Drift Drum Dust Echo Eclipse Electric Ember
  Empty Endless Escape Ether Eyes Fade Falling Feel Fever Fields Fire Flow Fog Forest Forever Forgotten Fracture Free Frost Future
  Garden Ghost Glass Glow Gold Gravity Ground Harbour Haze Heart Heat Heaven Hidden Hold Hollow Home Horizon House Ice Inside Island
  Jungle Kiss Late Leave Letters Liquid Lights Lines Love Lunar Machine Magnet Marble Memory Midnight Mirage Mirror Mist Moon Motion
  Mountain Move Neon Never Night Nobody North Nova Ocean Open Orbit Outside Paradise Particles Phantom Pink Planet Pressure Pulse Rain
  Raw Ready Red Release Remember Return Rhythm Rise River Room Run Sand Satellite Secret Shadow Shape Shine Signal Silence Silver Sky
  Slow Smoke Snow Solar Someone Soul Space Spirit Static Stay Steel Storm Strange Street Sub Summer Sun Surface System Temple Tides
  Tonight Touch Tower Traces Tunnel Under Velvet Voices Walking Warehouse Water Waves White Wild Winter Without Wonder You Zenith
  Été Noël Über Größe Çiçek Señor Corazón Niño Mañana Forêt Lumière Straße Øst Ángel Fiançée`);
const SMALL = words('In The Of And On To From With Without Into Over');
const CYRILLIC =
  words(`Ночь Свет Море Город Сердце Зима Весна Огонь Вода Небо Река Дождь Тишина Голос Память Дорога Звезда Мечта
  Ветер Снег Солнце Луна Тень Время Танец Сон Утро Вечер Лето Берег Поезд Окно Стекло Камень Дым Пыль Волна Остров Крыша Песня`);
const CYRILLIC_NAMES = words(
  `Анна Борис Вера Глеб Дарья Егор Женя Зоя Игорь Катя Лев Мила Нина Олег Павел Рита Саша Таня Ульяна Юрий`,
);
const CYRILLIC_START = words(
  'Ба Бе Ва Го Гри Да До Жу За Ива Ка Ко Кра Ла Ле Ма Ми Но Ор Па Пе Ра Ро Са Се Си Та То Фе Че',
);
const CYRILLIC_END = words(
  'бов вин гов дин ев зин кин ков лин лов мов нин нов пин ров рин сов тин тов хин цев шин щин',
);
const JAPANESE =
  words(`夜 光 海 街 心 冬 春 火 水 空 川 雨 静寂 声 記憶 道 星 夢 風 雪 太陽 月 影 時間 踊り 眠り 朝 夕暮れ 夏 岸 電車
  窓 硝子 石 煙 波 島 屋根 歌 ナイト ドリーム シティ ダンス ブルー レイン スター ムーン ハート ラブ エコー ネオン パルス フロー`);
const JAPANESE_NAMES = words(
  '佐藤 鈴木 高橋 田中 伊藤 渡辺 山本 中村 小林 加藤 吉田 山田 松本 井上 木村 清水 斎藤 山口 池田 橋本',
);
const JAPANESE_FIRST = words('太郎 花子 健 愛 翔 美咲 蓮 陽菜 大輔 彩 直樹 舞 誠 瞳 涼 楓 悠 凛 葵 海斗');
export const GENRES = words('House Techno Trance Dubstep Breaks Disco Electro Ambient Garage Jungle')
  .flatMap((genre) => ['', 'Deep ', 'Progressive ', 'Melodic ', 'Hard '].map((kind) => kind + genre))
  .concat('Drum & Bass', 'Nu-Disco', 'Variété', 'Música Popular');
const LABEL_END = words('Records Music Recordings Audio Tapes Traxx Musik Discos Sounds Collective');
const VERSIONS = words('Original Extended Dub Instrumental Radio Club Acoustic VIP Vocal Live');
const REMIX_WORDS = words('Remix Remix Remix Remix Edit Rework Dub Bootleg Refix Version');

export type Script = 'latin' | 'cyrillic' | 'japanese';

export function script(random: SeededRandom): Script {
  const roll = random.below(100);
  return roll < 88 ? 'latin' : roll < 95 ? 'cyrillic' : 'japanese';
}

export function artistName(random: SeededRandom, of: Script): string {
  if (of === 'cyrillic')
    return `${random.pick(CYRILLIC_NAMES)} ${random.pick(CYRILLIC_START)}${random.pick(MIDDLE_CYRILLIC)}${random.pick(CYRILLIC_END)}`;
  if (of === 'japanese')
    return `${random.pick(JAPANESE_NAMES)}${random.chance(0.3) ? ' ' : ''}${random.pick(JAPANESE_FIRST)}`;
  const roll = random.below(10);
  if (roll < 5) return `${random.pick(FIRST)} ${coined(random)}`;
  if (roll < 7) return coined(random);
  if (roll < 8) return `The ${random.pick(TITLE)} ${coined(random)}s`;
  if (roll < 9) return `${coined(random)} & ${random.pick(FIRST)} ${coined(random)}`;
  return `${coined(random)} feat. ${random.pick(FIRST)} ${coined(random)}`;
}

export function trackTitle(random: SeededRandom, of: Script): string {
  if (of === 'cyrillic') return several(random, CYRILLIC, random.between(1, 3)).join(' ');
  if (of === 'japanese') return several(random, JAPANESE, random.between(1, 3)).join(random.chance(0.5) ? 'の' : ' ');
  const roll = random.below(20);
  if (roll < 3) return coined(random);
  if (roll < 6) return `${random.pick(TITLE)} ${coined(random)}`;
  if (roll < 13) return several(random, TITLE, 2).join(' ');
  if (roll < 15) return `${random.pick(TITLE)} ${random.pick(SMALL)} ${random.pick(TITLE)} ${random.pick(TITLE)}`;
  if (roll < 17) return `${random.pick(TITLE)} ${random.pick(SMALL)} ${coined(random)}`;
  if (roll < 19) return several(random, TITLE, 3).join(' ');
  return `${random.pick(TITLE)}’s ${random.pick(TITLE)} "${random.between(2, 99)}"`;
}

export function labelName(random: SeededRandom): string {
  return `${random.chance(0.5) ? coined(random) : random.pick(TITLE)} ${random.pick(LABEL_END)}`;
}

export function versionName(random: SeededRandom): string {
  return `${random.pick(VERSIONS)} Mix`;
}

export function remixName(random: SeededRandom, remixer: string): string {
  return `${remixer} ${random.pick(REMIX_WORDS)}`;
}

const MIDDLE_CYRILLIC = words('ба ва га да за ла ма на ра са та ри ли ни ти');

/** A word that stands in no dictionary, as most names of artists do. */
function coined(random: SeededRandom): string {
  const middle = random.chance(0.65) ? random.pick(MIDDLE) : '';
  const word = random.pick(START) + middle + random.pick(END);
  return word[0]?.toUpperCase() + word.slice(1);
}

function several(random: SeededRandom, from: readonly string[], count: number): string[] {
  return Array.from({ length: count }, () => random.pick(from));
}

function words(text: string): string[] {
  return text.trim().split(/\s+/);
}
