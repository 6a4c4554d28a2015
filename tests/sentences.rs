//! Where sentences end, language by language: a bar in a case stands where one does. The cases are
//! of the kind that official prose is full of.

use std::time::{Duration, Instant};

use postil::text::sentence::split;
use postil::text::{Document, grapheme, sentence};
use proptest::prelude::*;

/// `text` with a bar behind each sentence but the last.
fn cut(text: &str) -> String {
    let mut start = 0;
    let sentences = split(text).into_iter().map(|end| &text[std::mem::replace(&mut start, end)..end]);
    let mut shown = String::new();
    for sentence in sentences {
        let kept = sentence.trim_end();
        shown.push_str(kept);
        shown.push('|');
        shown.push_str(&sentence[kept.len()..]);
    }
    shown.trim_end().trim_end_matches('|').to_owned()
}

/// Checks each line of `cases`; all wrong ones are shown together.
fn check(cases: &str) {
    let cases: Vec<&str> = cases.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert!(cases.len() >= 25, "{} cases", cases.len());
    let wrong: Vec<_> = cases
        .iter()
        .map(|case| (case, cut(&case.replace('|', ""))))
        .filter(|(case, found)| *case != found)
        .map(|(case, found)| format!("said  {case}\nfound {found}\n"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn vietnamese() {
    check(
        "Đại hội thành công tốt đẹp.| Hội nghị bế mạc vào chiều cùng ngày.
        Đảng bộ TP. Hồ Chí Minh và TP. Bến Tre dự hội nghị.| Các đại biểu thảo luận.
        PGS.TS. Nguyễn Văn Hùng và GS. TS. Trần Thị Lan phát biểu.| Hội nghị kết thúc.
        ThS. Lê Ân, BS. CKII Phạm Minh và TS. Đỗ Hà cùng dự.
        Bị cáo Nguyễn Văn A.| Ông Nam là nguyên đơn.
        Nguyên đơn là bà Trần Thị B.| Bị đơn vắng mặt.
        Ông Nguyễn Văn A.| Tòa án tuyên án.
        Tổng thống Donald J. Trump và ông John F. Kennedy.
        Nghị quyết số 02-NQ/TU.| Tỉnh ủy giao các sở thực hiện.
        Căn cứ Nghị định số 30/2020/NĐ-CP.| Xét đề nghị của Bộ trưởng.
        Hội nghị họp ngày 29.9.2020 và ngày 30-9-2020.| Dự có 350 đại biểu.
        Thu ngân sách đạt 24.300 tỷ đồng, tăng 3,5%.| Xuất khẩu đạt 1.200.000 tấn.
        Đến lúc 7h30.| Đoàn khởi hành.
        Trồng rau, quả, v.v.| Các hộ đều có thu nhập.
        Tôm, cua, cá v.v. đều được giá.
        Đồng chí nói: “Phải làm ngay.”| Hội trường vỗ tay.
        Ông hỏi: “Ai chịu trách nhiệm?” rồi ngồi xuống.
        “Đoàn kết là sức mạnh!”| Đó là khẩu hiệu của đại hội.
        (Ảnh: Văn Nam.)| Sáng nay, đoàn đã đến.
        1. Về kết quả.| Năm 2020 tỉnh đạt 15 chỉ tiêu.| 2. Về hạn chế.
        Điều 3. Phạm vi điều chỉnh.| Luật này quy định ba nội dung.
        a. Một là, tăng cường lãnh đạo.| b. Hai là, đổi mới phương thức.
        KT. CHỦ TỊCH PHÓ CHỦ TỊCH
        Xem tr. 15 và Tr. 20 của báo cáo.| Phụ lục kèm theo.
        Ghi nhận 500 ca.| Trong đó có 20 ca nặng.
        Đăng tại www.chinhphu.vn.| Công dân có thể tra cứu.
        Gồm: a) đất ở; b) đất nông nghiệp; c) đất khác.| Chi tiết tại phụ lục.
        Kinh tế phục hồi… nhưng còn chậm.| Xuất khẩu tăng…| Nhập khẩu giảm.
        Đ/c Bí thư và đ/c Chủ tịch dự.| Đ/c. Hòa vắng.
        Tổng kết quý I.| Tỉnh thu 500 tỷ trong quý II.| Tỉnh thu 600 tỷ.
        Xã thuộc H. Ba Tri, T. Bến Tre.| Dân số 5.000 người.
        Việc này đã xong [1].| Việc kia chưa.[2]| Tỉnh đang làm.",
    );
}

#[test]
fn english() {
    check(
        "Mr. Smith met Dr. Jones and Prof. Lee.| They agreed.
        The U.S. Government welcomed it.| The U.N. Secretary-General spoke.
        The delegation left for the U.S.| The talks go on.
        It ended at 5 p.m.| The Council rose.| It met at 9 a.m. Monday.
        See No. 3, Art. 5, paras. 4 and 5, and Sec. 12.| Nothing else applies.
        Under Art. 5.| The Council decides.
        Resolution A/RES/70/1.| The Assembly adopted it.
        Statement No. 02-NQ/TU.| It entered into force.
        Growth was 3.5 percent in 2020.| Inflation fell to 1.2.| Employment rose.
        On 29.9.2020 the Committee met at 10.30.| It rose at noon.
        “Why?” he asked.| “Because we must,” she said.
        “We will act.” he said.| She agreed.
        He said, “We will act.”| She agreed.| (See the annex.)| It is long.
        The parties (see Annex B.) may object.
        It is set out in Annex B.| Members may comment.
        John F. Kennedy and H. R. Haldeman were there.| J.-P. Sartre was not.
        Janet L. Yellen, Chair; William C. Dudley, Vice Chairman; and Lael Brainard.| Voting against was no one.
        Acme Inc. and Foo Ltd. signed.| Bar Corp.| The seller did not.
        They discussed trade, investment, etc.| The next session is in May.
        We discussed roads, bridges, etc. and ports.
        Fish, e.g. Salmon, i.e. Atlantic salmon, cf. Annex II.
        Visit https://www.un.org/en/?id=3.| The site is open.
        The measures … will help.| The rest…| Nothing followed.
        The Council […] Welcomes the report.| […] Sentence two.
        1. The Council met.| 2. It decided.| (a) Members agreed.| (ii) Others did not.
        It noted the measures.12| The Council agreed.
        It noted the measures.[12]| The Council agreed.(3)| Nothing else.
        It costs $5 million.| $3 million is paid.| § 5 applies.
        Gen. Mark A. Milley and Lt. Gov. Smith of St. Paul.| Sen. Warren spoke.
        The text reads: recalling its resolutions; noting the report; and decides.| It rose.
        Is this so?!| Yes!| No…| Perhaps.
        He gave it to me.| Then he said no.| We left.
        In Jan. 2020 and on Dec. 5 it met.| In Feb. 2021 it did not.
        The yes-or-no (?) Vote failed.",
    );
}

#[test]
fn french() {
    check(
        "M. Dupont et Mme Martin ont signé.| MM. Durand et Petit étaient là.
        Le ministre a reçu M. Le Drian.| Il a salué J.-Y. Le Drian.
        Aux termes de l’art. L. 123-1 du code, le décret est pris.| Il est publié.
        Voir p. 5, al. 2 et chap. IV.| Le texte est clair.
        « Oui. »| Il est parti.
        « Qu’en pensez-vous ? » demanda-t-il.| « Rien. » répondit-elle.
        Il a dit : « Nous agirons. »| Le Conseil a approuvé.
        Il a dit « non ».| Le Conseil a approuvé.
        Le taux est de 3,5 %.| La dette atteint 1.200.000 euros.
        Le 29.9.2020, le Conseil s’est réuni à 10 h 30.| Il a délibéré.
        Article 1er. Le présent décret entre en vigueur.| Article 2. Il est publié.
        Art. 3. – Le ministre est chargé de l’exécution.
        Les routes, les ponts, etc.| Le budget est voté.
        Les routes, etc. sont réparées.
        Au Ier siècle av. J.-C. Rome dominait.| César régnait.
        S. E. M. Jean Martin, ambassadeur, c.-à-d. Le représentant.
        Les produits, p. ex. Les vins, sont exclus.
        La réunion a lieu à l’O.N.U.| Les membres y siègent.
        Voir www.gouvernement.fr.| La page est à jour.
        Est-ce possible ?| Oui !| Non…| Peut-être.
        Décret n° 2020-15.| Le Premier ministre signe.
        L’annexe B.| Les tableaux sont joints.
        Le Conseil décide : d’ouvrir la séance ; de nommer un président ; de voter.| Il se sépare.
        (Voir l’annexe.)| Elle est longue.
        Le ministre présente : 1° le projet ; 2° le rapport.| Le projet est adopté.
        I. Le contexte.| La situation est stable.| II. Les mesures.
        Le Conseil a adopté le texte.¹| Il est entré en vigueur (1).| Rien d’autre.",
    );
}

#[test]
fn german() {
    check(
        "Die Sitzung fand am 3. Mai statt.| Sie endete am 4. Juni.
        Auf der 15. Sitzung wurde beschlossen.| Die 16. Sitzung folgt.
        Nach § 5 Abs. 2 Satz 1 Nr. 3 gilt dies.| Art. 6 bleibt unberührt.
        Dies gilt gem. § 5 i. V. m. Art. 7 GG.| Der Rat stimmt zu.
        Es geht z. B. Berlin voran, d. h. Deutschland insgesamt.
        Es sprachen u. a. Bundeskanzler Schmidt und Dr. Müller.| Der Saal war voll.
        Es kamen Minister u. a.| Der Saal war voll.
        Straßen, Brücken usw.| Die Mittel sind knapp.
        Das kostet 5 Mio. Euro und 3 Mrd. Dollar.| Der Bund zahlt.
        Er sagte: „Wir handeln.“| Dann ging er.
        „Warum?“, fragte er.| „Darum!“ rief sie.
        »Wir handeln.«| Das war alles.
        Die Zahl stieg auf 1.200.| Sie betrug 2019 noch 15.| Das ist viel.
        Im Jahr 2020.| Der Rat tagte am 29.9.2020 um 10.30 Uhr.| Er vertagte sich.
        Er tagte zu seiner 1000. Sitzung im Jahr 2020.| Berlin war Gastgeber.
        Er wurde '48.| Denen war das recht.
        Im 1. Quartal und im II. Quartal wuchs die Wirtschaft.| Im 3. Quartal nicht.
        Am Montag, 3. Mai, und vom 4. bis 6. Juni tagt der Rat.
        Im 21. Jahrhundert zählt der 2. Weltkrieg zur Geschichte.
        Das steht in Artikel 3.| Mitglieder sind die Länder.
        Prof. Dr. h. c. Karl Meyer und Frau Dipl.-Ing. Schulz.| Herr Dr. med. Huber fehlt.
        Vgl. BGBl. I S. 15.| Siehe auch S. 20.
        Er war in Frankfurt a. M.| Die Messe beginnt.
        Das war 44 v. Chr.| Die Republik endete.
        Das betrifft bzw. Bayern und ggf. Hessen.
        Ist das so?| Ja!| Nein …| Vielleicht.
        Mehr unter www.bund.de.| Die Seite ist neu.
        1. Allgemeines.| Der Rat tagt.| 2. Besonderes.
        Er dankte König Friedrich II.| Der König ging.
        Die Firma Foo GmbH & Co. KG zahlt.| Der Brücke e. V. Berlin auch.
        Sitzung Nr. 15.| Der Vorsitz wechselt.
        Beschlossen wurde: die Annahme; die Änderung; die Ablehnung.| Der Rat schließt.",
    );
}

#[test]
fn spanish() {
    check(
        "El Sr. Pérez y la Sra. Gómez firmaron.| El Dr. Ruiz no.
        El Gobierno de los EE. UU. Mexicanos firmó.| No hubo más.
        Viajó a los EE. UU.| El presidente volvió.
        La Embajada de EE.UU. México y el Canadá firmaron.
        Véase el art. 5, núm. 3, pág. 20.| El texto rige.
        ¿Qué pasó?| Nada.| ¡Viva!| ¿Y ahora?
        —¿Por qué? —preguntó.| Nadie respondió.
        Dijo: «Actuaremos.»| El Consejo aprobó.
        Dijo: “Actuaremos”.| El Consejo aprobó.
        “¡Actuemos!”, dijo.| El Consejo aprobó.
        S. M. el Rey recibió al Excmo. Sr. D. Juan López.| La audiencia fue breve.
        Carreteras, puentes, etc.| El presupuesto es limitado.
        Carreteras, puentes, etc., fueron reparados.
        Creció un 3,5 %.| La deuda es de 1.200.000 euros.
        El 29.9.2020 a las 10.30 se reunió el Consejo.| Acordó lo siguiente.
        Artículo 1. Objeto.| La presente ley regula el sector.
        Los productos, p. ej. Los vinos, quedan fuera.
        En el s. I a. C. Roma dominaba.| César reinaba.
        Depende de Ud. Pérez lo sabe.
        Empresa Foo S. A. y Bar Cía. Ltda. firmaron.| Pagaron.
        Real Decreto 15/2020.| El ministro firma.
        Consta en el anexo B.| Los cuadros se adjuntan.
        Véase www.gob.es.| La página es nueva.
        El Gral. Martínez y la Dra. Ana M. Soto hablaron.| Los Sres. Díaz callaron.
        El Consejo acuerda: abrir la sesión; nombrar presidente; votar.| La sesión termina.
        1. El Consejo se reunió.| 2. Acordó votar.| a) Los miembros votaron.
        (Véase el anexo.)| Es largo…| Fin.",
    );
}

#[test]
fn russian() {
    check(
        "А. С. Пушкин родился в Москве.| Он был поэтом.
        Президент В. В. Путин встретился с С. В. Лавровым.| Они обсудили план.
        В 2020 г. Россия приняла закон.| Он действует.
        Закон принят 5 мая 2020 г.| Он действует.
        Закон принят Государственной Думой 5 мая 2020 г.| Президент подписал его.
        Встреча прошла в г. Москве и г. Туле.| Она была долгой.
        В 2010–2015 гг. Россия росла.| В 2016 г. рост замедлился.
        МГУ им. М. В. Ломоносова и театр им. Пушкина открыты.
        Дороги, мосты и т. д.| Средства выделены.
        Дороги, мосты и т.п. ремонтируются.
        Он согласился, т.е. Москва согласилась.
        Выросли доходы, в т. ч. Москвы.| Расходы упали.
        Согласно ст. 5, п. 3 и ч. 2 закона.| Иное не установлено.
        Выделено 5 млн. руб.| Средства получены.
        Это стоит 10 млн долл. США в год.| Дорого.
        Он сказал: «Мы действуем.»| Зал встал.
        «Почему?» — спросил он.| «Потому!» — ответила она.
        Он сказал: «Мы действуем».| Зал встал.
        Рост составил 3,5 %.| Долг — 1.200.000 рублей.
        29.9.2020 в 10.30 Совет собрался.| Он решил.
        Проф. Иванов и акад. Петров выступили.| Доц. Сидоров молчал.
        Указ Президента от 5 мая 2020 г. № 15.| Он опубликован.
        Живёт на ул. Ленина, д. 5, кв. 3.| Там тихо.
        Это было в V в. до н. э.| Рим рос.
        1. Совет собрался.| 2. Он решил.| а) Члены согласны.
        Статья 5. Предмет закона.| Закон регулирует отношения.
        Так ли это?| Да!| Нет…| Возможно.
        См. www.kremlin.ru.| Сайт обновлён.
        Совет решил: открыть сессию; избрать председателя; голосовать.| Сессия закрыта.",
    );
}

#[test]
fn arabic() {
    check(
        "عقد المجلس اجتماعه.| وحضر الوزير.
        ما هذا؟| هذا كتاب.
        قال د. محمد علي إن الأمر واضح.| ووافق المجلس.
        حضر أ.د. أحمد حسن.| وغاب م. سعيد.
        انتهى الاجتماع.\u{200f}| وقال الوزير كلمته.
        قال: «سنعمل.»| ووافق المجلس.
        قال: \"سنعمل.\"| ووافق المجلس.
        قال: ”سنعمل.“| ووافق المجلس.
        بلغ النمو 3.5 في المئة.| وبلغ الدين ٣٫٥ مليار.
        بلغ العدد ١٬٢٠٠.| وارتفع بعد ذلك.
        اجتمع المجلس في 29.9.2020.| وقرر ما يلي.
        المادة 1. التعريفات.| يقصد بالكلمات ما يأتي.
        1. عقد المجلس اجتماعه.| 2. وقرر المجلس.
        وقرر المجلس: أن يفتح الجلسة؛ وأن ينتخب رئيسا؛ وأن يصوت.| ثم انتهى.
        الوحدة، والعمل، والسلام.| هذه شعارنا!
        نعم!| لا…| ربما.
        هل وافق المجلس؟!| نعم.
        انظر ص. 5 من التقرير.| وهو طويل.
        الطرق والجسور إلخ.| والموازنة محدودة.
        القرار رقم 15/2020.| وقد نشر.
        زر www.un.org.| الموقع جديد.
        (انظر الملحق.)| وهو طويل.
        وقع الاتفاق عام 2020 م.| وبدأ تنفيذه.
        وقع الاتفاق عام 1441 هـ.| وبدأ تنفيذه.
        صدر البيان [1].| ونشر.[2]| وانتهى.
        قال الوزير: «هل هذا ممكن؟»| وسكت.
        أ. التعريفات.| ب. الأحكام.
        \u{200f}عقد المجلس اجتماعه.| \u{200f}وحضر الوزير.",
    );
}

#[test]
fn chinese() {
    check(
        "会议指出。|要坚持稳中求进。
        要坚持“稳中求进”！|会议强调，必须落实。
        他说：“我们要行动。”|大会通过了决议。
        他问：“为什么？”|没有人回答。
        “前进！”的口号响彻全场。|群众鼓掌。
        “为什么？”等问题需要回答。|会议作出部署。
        他说：“好。”，然后离开。
        会议要求：一要抓落实；二要抓安全；三要抓民生。|各地要落实。
        增长3.5%，达到1.2万亿元。|就业稳定。
        2020年9月29日10:30，会议召开。|会议通过决议。
        第一条　为了规范管理，制定本法。|第二条　本法适用于全国。
        1. 会议召开。|2. 会议闭幕。
        （一）加强领导。|（二）落实责任。
        （会议闭幕。）|代表离场。
        中发〔2020〕15号。|现印发给你们。
        这是什么？！|这是决议。
        通往未来……的道路很长。|会议结束。
        我们还要努力……|会议结束。
        他问：“怎么办……”|会议结束。
        这项工作（？）需要研究。
        「要行動。」|大會通過決議。
        『要行動！』|大會通過決議。
        《决定》指出。|《纲要》强调。
        对!|我们赞成。|对?
        会议召开，代表出席，决议通过。|散会。
        访问www.gov.cn。|网站已更新。
        “第一句。|第二句。”|第三句。
        J. Smith先生出席。|U.S. Steel公司参加。
        会议召开。| 代表出席。",
    );
}

#[test]
fn japanese() {
    check(
        "会議が開かれた。|大臣が出席した。
        「そうです。」と述べた。|会議は終了した。
        「そうですか？」と尋ねた。|答えはなかった。
        首相は「行動する。」との考えを示した。|会議は終了した。
        「行動する。」|首相は述べた。
        「行動する。」|もし必要なら行う。
        『行動せよ！』という声が上がった。
        本当か？|本当だ！|終わり。
        （以下同じ。）を行う。
        （会議は終了した。）|次の会議は五月。
        法律（以下「法」という。）に基づき行う。|施行する。
        3.5％増加し、1.2兆円となった。|雇用は安定した。
        令和2年9月29日10.30に開会した。|議長が挨拶した。
        第1条　この法律は目的を定める。|第2条　定義は次のとおり。
        1. 会議が開かれた。|2. 会議が終了した。
        （１）概要を示す。|（２）結果を示す。
        これは結論である．|次に進む．
        値は３．５である。|以上。
        必要な措置（例：検査、隔離。）を講ずる。|以上。
        続く……|終わり。
        続く……と述べた。
        そうだ…そうだ。|終わり。
        「なぜ？」|「必要だから。」|会議は終了した。
        J. Smith氏が出席した。|U.S. Steel社も参加。
        www.go.jpを参照。|更新済み。
        ①会議を開く。|②会議を閉じる。
        すごい！！|本当に。
        加えて､1. で述べたとおりである。|以上。
        行う｡|終わる｡",
    );
}

#[test]
fn korean() {
    check(
        "회의가 열렸다.| 대통령은 말했다.
        대통령은 \"행동하겠다.\"고 말했다.| 회의는 끝났다.
        대통령은 “행동하겠다.” 라고 말했다.| 회의는 끝났다.
        “행동하겠다.”| 대통령의 말이다.
        2020. 9. 29. 국회는 법률을 의결했다.| 공포한다.
        2020년 9월 29일 10.30에 열렸다.| 끝났다.
        경제는 3.5% 성장했다.| 고용은 안정됐다.
        총 1,200명이 참석했다.| 많다.
        제1조(목적) 이 법은 목적을 정한다.| 제2조는 정의를 정한다.
        1. 회의를 연다.| 2. 회의를 닫는다.
        가. 목적을 정한다.| 나. 범위를 정한다.
        그렇습니까?| 그렇습니다!| 끝.
        그렇다…| 끝났다.
        (별표 참조.)| 길다.
        회의를 열고; 의장을 뽑고; 표결한다.| 끝.
        다음과 같다: 하나, 둘, 셋.| 끝.
        www.go.kr.| 새 누리집이다.
        J. 스미스 씨가 참석했다.| 끝.
        U.S. 스틸도 참석했다.| 끝.
        도로, 교량 등.| 예산은 부족하다.
        한·미 정상은 합의했다.| 발표했다.
        ‘행동하라!’| 구호였다.
        ‘행동하라!’라는 구호가 나왔다.
        「행정기본법」을 공포한다.| 시행한다.
        [서울=뉴스] 회의가 열렸다.| 끝났다.
        이것은 무엇인가?!| 결의다.
        시행일은 2021. 1. 1.부터이다.| 끝.
        2021. 1. 1. 시행한다.",
    );
}

#[test]
fn thai() {
    check(
        "การประชุม ครั้งที่ 1 เสร็จ
        คณะรัฐมนตรีมีมติเห็นชอบ| ทั้งนี้ ให้มีผลทันที
        พ.ศ. 2563 และ ค.ศ. 2020
        ดร. สมชาย และ นพ. สมศักดิ์ เข้าร่วม
        เวลา 10.30 น. ที่ทำเนียบรัฐบาล
        กทม. ประกาศมาตรการ
        วันที่ 29 ก.ย. 2563 ครม. มีมติ
        ส.ส. และ ส.ว. ร่วมประชุม
        อ. เมือง จ. เชียงใหม่
        เพิ่มขึ้น 3.5 % จาก 1,200 ล้านบาท
        มาตรา 5 วรรค 2 ข้อ 3
        ฯลฯ และอื่น ๆ
        นายกรัฐมนตรีกล่าวว่า “ดำเนินการทันที” ต่อที่ประชุม
        จริงหรือ?| จริง!| จบ
        www.go.th เว็บไซต์ใหม่
        Mr. Smith เข้าร่วม
        U.S. Steel เข้าร่วม
        พ.ร.บ. นี้ ให้ใช้บังคับ
        ผบ.ตร. แถลงข่าว
        (ดูภาคผนวก) ข้อมูลเพิ่มเติม
        1. เปิดประชุม
        ข้อ 1. ให้ใช้บังคับ
        ก. หลักการ
        ม.ค. ถึง ธ.ค. 2563
        พล.อ. ประยุทธ์ เป็นประธาน
        สธ. เผย ศบค. เตือน",
    );
}

/// Pieces that hard texts are made of.
const PIECES: &str = "([A-Za-zạ1. !?…。;:\n\u{301}”()«»]|TP\\.|т\\. д\\. |z\\. B\\. |15\\. |🇻🇳|น้ำ |「。」と|……|\u{200f}|\\PC){0,80}";

proptest! {
    #[test]
    fn sentences_tile_every_text_on_graphemes(text in PIECES) {
        let mut last = 0;
        for end in split(&text) {
            prop_assert!(last < end && grapheme::is_boundary(&text, end));
            last = end;
        }
        prop_assert_eq!(last, text.len());
    }

    #[test]
    fn sentences_of_a_document_tile_its_paragraphs_and_are_found_at_each_offset(text in PIECES) {
        let doc = Document::plain(text);
        for (index, paragraph) in doc.paragraphs().iter().enumerate() {
            let tiles = sentence::sentences(&doc, index);
            prop_assert_eq!(tiles.first().map(|tile| tile.start), Some(paragraph.start));
            prop_assert_eq!(tiles.last().map(|tile| tile.end), Some(paragraph.end));
            prop_assert!(tiles.windows(2).all(|pair| pair[0].end == pair[1].start));
            for tile in tiles {
                let found = sentence::sentence_at(&doc, tile.start.max(paragraph.content.start));
                prop_assert!(found.is_some_and(|span| tile.start <= span.start() && span.end() <= tile.end));
            }
        }
    }
}

#[test]
fn long_texts_take_a_time_in_proportion() {
    let time = |text: &str| {
        let begun = Instant::now();
        assert!(!split(text).is_empty());
        begun.elapsed()
    };
    for piece in [
        "Đạt 3. Mai TP. Bến Tre, u. a. Berlin. ",
        "....",
        ". ",
        ".)",
        "\n",
        "a. b. c. ",
        "。」",
        ".****",
        "A. ",
    ] {
        let small = piece.repeat(40_000 / piece.len());
        let large = piece.repeat(400_000 / piece.len());
        let (small, large) = (time(&small), time(&large));
        assert!(large < small * 30 + Duration::from_secs(1), "{piece:?}: {small:?}, {large:?}");
    }
}
