// Bad words of other languages than English, whole and folded (domain/fold.ts). The worst of each only, and none that is a name
// people have, or a word for something harmless in another of these languages.

const WORDS = {
  german:
    'arschloch arschlocher fotze fotzen hure huren hurensohn hurensohne nutte nutten schlampe wichser wixer fick ficken gefickt missgeburt spast spasti spasten kanake kanaken neger schwuchtel schwuchteln judensau drecksau schwanzlutscher',
  french:
    'putain pute putes salope salopes salaud connard connards connasse encule encules enculer enfoire batard batards niquer bougnoule negre negres tapette branleur tantouze',
  spanish:
    'puta putas puto putos hijoputa hijodeputa mierda cabron cabrones maricon maricones gilipollas pendejo pendeja chingar chingada chinga culero follar sudaca',
  italian:
    'cazzo cazzi stronzo stronza stronzi puttana puttane vaffanculo fanculo coglione coglioni frocio froci minchia ricchione zoccola negraccio',
  portuguese: 'caralho buceta viado viados porra fodase fodasse fdp cuzao arrombado piroca',
  dutch: 'kanker kankeren hoer hoeren kankerhoer klootzak klootzakken neuken kutwijf flikker flikkers',
  polish:
    'kurwa kurwy kurwo chuj chuje chujowy pizda jebac jebany pierdol pierdole pierdolic spierdalaj skurwysyn dziwka ciota',
  russian:
    'сука суки блядь блять бляди хуи хуя хуило пизда пизды пиздец пиздеть ебать ебал ебаныи ебало ебло уебок долбоеб пидор пидоры пидорас пидарас пидр гандон мудак мудила шлюха шлюхи чурка хач жид жиды blyat blyad cyka pizdec pidor pidoras mudak',
  turkish: 'orospu orospucocugu amk amcik siktir sikeyim yarrak ibne gotveren pezevenk kahpe',
};

/** All of them. */
export const BAD_WORDS: readonly string[] = Object.values(WORDS).flatMap((words) => words.split(' '));
