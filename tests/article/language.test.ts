import { describe, expect, it } from 'vitest';
import { articleLanguage, detectLanguage, primaryTag } from '../../src/article/language.ts';

const TEXTS: [string, string][] = [
  [
    'en',
    'The ferry pilots voted on Thursday to stop work for two days next month, after talks on night crossings had broken down.',
  ],
  [
    'de',
    'Die Lotsen der Fähre haben am Donnerstag beschlossen, im nächsten Monat zwei Tage lang nicht zu arbeiten, weil die Gespräche gescheitert sind.',
  ],
  [
    'fr',
    'Les pilotes du ferry ont voté jeudi pour un arrêt de travail de deux jours le mois prochain, après l’échec des discussions sur les traversées de nuit.',
  ],
  [
    'es',
    'Los pilotos del ferry votaron el jueves a favor de parar dos días el mes que viene, después de que fracasaran las conversaciones sobre los viajes de noche.',
  ],
  [
    'id',
    'Para nakhoda kapal feri memutuskan untuk berhenti bekerja selama dua hari pada bulan depan karena perundingan dengan perusahaan tidak berhasil.',
  ],
  [
    'ru',
    'Лоцманы парома проголосовали в четверг за то, чтобы в следующем месяце два дня не работать, так как переговоры о ночных рейсах сорвались.',
  ],
  [
    'uk',
    'Лоцмани порома проголосували у четвер за те, щоб наступного місяця два дні не працювати, бо переговори про нічні рейси зірвалися.',
  ],
  [
    'ja',
    'フェリーの水先人たちは木曜日、夜間航行をめぐる話し合いが決裂したことを受けて、来月二日間の作業停止を投票で決めた。会社側は声明で、今後も合理的な提案には応じる用意があると述べた。市民からは不安の声も上がっている。',
  ],
  [
    'ko',
    '연락선 도선사들은 목요일 야간 운항을 둘러싼 협상이 결렬되자 다음 달 이틀 동안 일을 멈추기로 표결했다. 회사는 성명에서 앞으로도 합리적인 제안에는 열려 있다고 밝혔다. 시민들은 불편을 걱정하고 있으며 시청은 대책을 마련하겠다고 했다.',
  ],
];

describe('detectLanguage', () => {
  it.each(TEXTS)('%s', (tag, text) => expect(detectLanguage(text)).toBe(tag));

  it('says nothing about little text', () => {
    expect(detectLanguage('The ferry pilots voted.')).toBeNull();
    expect(detectLanguage('12 '.repeat(400))).toBeNull();
  });
});

describe('articleLanguage', () => {
  it('believes the page unless its script cannot be', () => {
    const [english, korean] = [TEXTS[0]?.[1] ?? '', TEXTS.at(-1)?.[1] ?? ''];
    expect(articleLanguage('en', korean)).toBe('ko');
    expect(articleLanguage('cy', english)).toBe('cy');
    expect(articleLanguage('de', english)).toBe('de');
    expect(articleLanguage('de', english.repeat(4))).toBe('en');
    expect(articleLanguage(null, english)).toBe('en');
  });
});

describe('primaryTag', () => {
  it.each([
    ['en-GB', 'en'],
    ['pt_BR', 'pt'],
    ['EN', 'en'],
    ['zh-Hant-TW', 'zh'],
    ['english', null],
    ['', null],
    [null, null],
  ])('%j', (raw, tag) => expect(primaryTag(raw)).toBe(tag));
});
