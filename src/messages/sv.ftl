# tertial på svenska. Samma meddelanden, med samma argument, finns i en.ftl; ett test håller det.
#
# Varje värde kommer färdigskrivet på rapportens språk ($sum är "1 234,50"). Till urval finns dessutom
# $namn-n (antalet som tal) och $namn-key (namnet som det står i koden; "blank" för tomt eller saknat;
# "plus", "minus" eller "zero" för belopp).

## Allvar

severity-info = Upplysning
severity-warning = Varning
severity-error = Fel

## Avvikelser: beslutet

finding-activities-do-not-foot = Aktiviteternas beslutade belopp är tillsammans { $sum } kr, men området har { $allocated } kr beslutat. Skillnad: { $difference } kr.
finding-activities-do-not-foot-hint = Jämför aktiviteternas belopp i överenskommelsefilen med beslutet. Står skillnaden i själva beslutet, låt den stå kvar här och ta upp den med den som beslutat.
finding-activities-do-not-foot-about = Summerar aktiviteterna inte till områdets belopp finns det medel utan aktivitet, eller aktiviteter utan medel. Då stämmer inte heller det som är kvar.

finding-allocated-differs-from-granted =
    Området har { $allocated } kr beslutat men { $granted } kr tilldelat. Skillnad: { $difference } kr. { $rounded-key ->
        [blank] Filen anger ingen avrundning.
       *[other] Avrundat enligt filens rounded-to är tilldelat { $rounded } kr, alltså inte det beslutade.
    }
finding-allocated-differs-from-granted-hint = Jämför båda beloppen med beslutet. Är beloppet rätt avskrivet behöver den som beslutat veta att beslutat och tilldelat skiljer sig åt.
finding-allocated-differs-from-granted-info = Beslutat { $allocated } kr är tilldelade { $granted } kr avrundat som filen anger, { $rounded } kr. Skillnad: { $difference } kr.
finding-allocated-differs-from-granted-info-hint = Inget att göra. Redovisa mot det tilldelade beloppet om mottagaren vill ha det på kronan.
finding-allocated-differs-from-granted-about = Uppföljningen görs mot det beslutade beloppet, men bidragsgivaren räknar med det tilldelade. Varje skillnad visas; bara den avrundning som filen uttryckligen anger godtas som förklaring.

finding-ring-fence-differs-from-granted =
    Den öronmärkta aktiviteten har { $allocated } kr beslutat men { $granted } kr tilldelat. Skillnad: { $difference } kr. { $rounded-key ->
        [blank] Filen anger ingen avrundning.
       *[other] Avrundat enligt filens rounded-to är tilldelat { $rounded } kr, alltså inte det beslutade.
    }
finding-ring-fence-differs-from-granted-hint = Jämför båda beloppen med beslutet. Öronmärkta medel får inte användas till annat; ett högre beslutat belopp än det tilldelade saknar finansiering.
finding-ring-fence-differs-from-granted-info = Beslutat { $allocated } kr för den öronmärkta aktiviteten är tilldelade { $granted } kr avrundat som filen anger, { $rounded } kr. Skillnad: { $difference } kr.
finding-ring-fence-differs-from-granted-info-hint = Inget att göra. Ett överskridande bedöms mot båda beloppen.
finding-ring-fence-differs-from-granted-about = Öronmärkta medel redovisas var för sig. Därför jämförs beslutat och tilldelat för varje öronmärkt aktivitet och inte bara för området.

finding-allocated-total-differs = Områdena har tillsammans { $allocated } kr fördelat, men överenskommelsen ger { $granted } kr. Skillnad: { $difference } kr.
finding-allocated-total-differs-hint = Jämför områdenas belopp och det erhållna med dokumentet.
finding-allocated-total-differs-about = När det erhållna bara anges för hela överenskommelsen ska områdenas belopp tillsammans vara lika mycket.

finding-amount-absent = Filen anger { $keys } för området men inget belopp som det gäller. Uppgiften används inte.
finding-amount-absent-hint = Ange beloppet (allocated) när det är känt, eller ta bort { $keys }.
finding-amount-absent-about = En nationell ram, eller hur ett belopp är beräknat, säger ingenting utan beloppet.

finding-granted-total-differs = Tilldelningens delar är tillsammans { $sum } kr, men dokumentet anger totalt { $stated } kr. Skillnad: { $difference } kr.
finding-granted-total-differs-hint = Jämför varje tilldelad del och totalen med dokumentet. Är allt rätt avskrivet ligger skillnaden i dokumentet; fråga den som upprättat det.
finding-granted-total-differs-about = Totalen som dokumentet självt anger är den bästa kontrollen av att alla tilldelade delar har kommit med, rätt avskrivna.

finding-share-off-common =
    { $part-key ->
        [blank] {""}
       *[other] { $part }:{" "}
    }{ $amount } kr är { $share } % av den nationella ramen { $frame } kr. { $followers-n ->
        [one] Ett annat belopp
       *[other] { $followers } andra belopp
    } följer andelen { $common } %.
finding-share-off-common-hint = Ta reda på vilken nyckel beloppet fördelats efter, och skriv det i underlaget. Är det befolkningsandelen, så är beloppet eller ramen fel.
finding-share-off-common-about = Fördelas statsbidraget efter befolkning är regionens andel av varje ram densamma. Ett belopp med en annan andel har en annan nyckel, eller är fel.

finding-amount-inferred = Beloppet { $amount } kr står inte i dokumentet utan är beräknat: { $how }.
finding-amount-inferred-hint = Begär det beslutade beloppet av den som fördelat medlen, och byt ut det beräknade.
finding-amount-inferred-about = Ett beräknat belopp kan vara riktigt på kronan och ändå inte vara det som beslutades.

## Avvikelser: utdraget

finding-completeness-not-proven = Det är inte styrkt att utdraget är fullständigt: ingen kontrolluppgift från ekonomisystemet är angiven.
finding-completeness-not-proven-hint = Ta fram antal rader och summa för samma urval ur ekonomisystemet och lägg in dem som [[control]] i jobbfilen.
finding-completeness-not-proven-about = Tabellerna kan stämma på öret med ett utdrag där rader saknas. Bara en uppgift från ekonomisystemet självt visar att allt har kommit med.

finding-control-differs =
    { $control-key ->
        [blank] Kontrolluppgiften för hela utdraget stämmer inte.
       *[other] Kontrolluppgiften för ”{ $control }” stämmer inte.
    } { $stated-rows-key ->
        [blank] Rader i utdraget: { $rows }.
       *[other] Rader: { $rows } i utdraget, { $stated-rows } i ekonomisystemet.
    } { $stated-sum-key ->
        [blank] Summa i utdraget: { $sum } kr.
       *[other] Summa: { $sum } kr i utdraget, { $stated-sum } kr i ekonomisystemet. Skillnad: { $difference } kr.
    }
finding-control-differs-hint = Kontrollera att uppgiften och utdraget har samma urval (perioder, objekt, serier) och är uttagna samtidigt. Ta annars ut utdraget på nytt.
finding-control-differs-about = Rader och summa i utdraget jämförs på öret med det som ekonomisystemet anger. Stämmer de inte går ingen siffra i rapporten att lita på.

finding-control-ties =
    { $control-key ->
        [blank] Kontrolluppgiften för hela utdraget
       *[other] Kontrolluppgiften för ”{ $control }”
    } stämmer på öret: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr.
finding-control-ties-hint = Inget att göra.
finding-control-ties-about = Visar vilka delar av utdraget som är avstämda mot ekonomisystemet, och med vilka belopp.

finding-month-missing = Utdraget har ingen rad i period { $period }.
finding-month-missing-hint = Ta ut huvudboken för { $period } och lägg filen till jobbet, eller ta ut hela utdraget på nytt. Kontrollera periodurvalet.
finding-month-missing-about = En månad som fallit bort i urvalet ger för lågt utfall utan att något annat ser fel ut.

finding-vouchers-in-two-extracts =
    { $numbers-n ->
        [one] Ett verifikationsnummer
       *[other] { $numbers } verifikationsnummer
    } i { $series-key ->
        [blank] nummerföljden
       *[other] serie { $series }
    } finns också i { $other }. Första: { $first }. Är det samma rader räknas de dubbelt.
finding-vouchers-in-two-extracts-hint = Jämför filernas urval. Överlappar de, ta ut den ena på nytt utan överlappet. Är samma verifikation avsiktligt delad på två filer finns inget att göra.
finding-vouchers-in-two-extracts-about = Två utdrag med överlappande urval räknar samma rader två gånger, och tabellerna stämmer ändå med varandra.

finding-duplicate-rows =
    { $rows-n ->
        [one] En rad, { $sum } kr, är samma verifikationsrad
       *[other] { $rows } rader, tillsammans { $sum } kr, är samma verifikationsrader
    } som i { $other } och räknas inte här. Första: { $voucher }.
finding-duplicate-rows-hint = Inget att göra om utdragen överlappar med avsikt. Annars: ta ut varje period en gång.
finding-duplicate-rows-about = Två utdrag som täcker samma verifikationer skulle räkna dem två gånger. Raden i det utdrag som kommer först i bokstavsordning räknas.

finding-conflicting-rows =
    { $rows-n ->
        [one] En rad, { $sum } kr, är samma verifikationsrad
       *[other] { $rows } rader, tillsammans { $sum } kr, är samma verifikationsrader
    } som i { $other } men med annat belopp, annan period eller andra koder. Första: { $voucher }, { $amount } kr här och { $original } kr där. Raden i { $other } räknas.
finding-conflicting-rows-hint = Ta ut perioden på nytt. En bokförd verifikationsrad ändras inte, så något av utdragen är fel eller har fått andra inställningar.
finding-conflicting-rows-about = När två utdrag säger olika om samma verifikationsrad är minst ett av dem fel, och ingen av summorna är att lita på.

finding-voucher-gap =
    { $missing-n ->
        [one] Ett verifikationsnummer saknas
       *[other] { $missing } verifikationsnummer saknas
    } i { $series-key ->
        [blank] utdragets nummerföljd
       *[other] serie { $series }
    }. Första luckan: { $first }.
finding-voucher-gap-hint = Slå upp numren i ekonomisystemet. Finns de där har urvalet uteslutit dem: ta ut utdraget på nytt. Är de makulerade eller oanvända är luckan förklarad. Är utdraget avsiktligt ett urval, ange vouchers = "selection" i jobbet.
finding-voucher-gap-about = Verifikationer numreras utan luckor inom en serie. En lucka kan betyda att hela verifikationer saknas i utdraget.

finding-voucher-missing =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, saknar verifikationsnummer och går inte att följa till sin verifikation.
finding-voucher-missing-hint = Slå upp raderna i ekonomisystemet med datum, kodsträng och belopp, och ta ut utdraget på nytt med verifikationsnummer.
finding-voucher-missing-about = Varje redovisad krona ska kunna följas till en verifikation. Utan nummer kan raden varken granskas eller få ett beslut.

finding-row-rejected =
    Raden är avvisad och ingår inte i något utfall. { $value-key ->
        [blank] { $reason } i kolumnen ”{ $header }”.
       *[other] { $reason } i kolumnen ”{ $header }”: ”{ $value }”.
    }{ $other-key ->
        [blank] { "" }
       *[other] { $own-key ->
            [blank] { " " }Med det andra decimaltecknet är det { $other }.
           *[other] { " " }Det kan läsas som { $own } eller { $other }.
        }
    }
finding-row-rejected-hint = Rätta värdet i källan och ta ut utdraget på nytt. Är det ingen bokföringsrad, till exempel en summarad, lägg dess märkning i layouten (totals).
finding-row-rejected-about = En rad som inte går att läsa gissas aldrig. Den ställs åt sidan med plats och värde, och blir de fler än jobbet tillåter avbryts körningen.

finding-rows-rejected = { $rows-n ->
        [one] { $rows } rad är avvisad
       *[other] { $rows } rader är avvisade
    } och ingår inte i något utfall. { $reason } i kolumnen ”{ $header }”{ $samples-key ->
        [blank] .
       *[other] , till exempel { $samples }.
    } Här står den första.
finding-rows-rejected-hint = Är det samma fel på många rader är det oftast layouten: decimaltecken, periodform eller datumform. Alla rader står i tabellen avvisade.
finding-rows-rejected-about = Rader som är oläsliga på samma sätt i samma kolumn sägs tillsammans när de är fler än tio. Var och en står i tabellen avvisade.

finding-total-row-differs =
    Summaraden anger { $side-key ->
        [credit] kredit { $stated } kr
       *[other] { $stated } kr
    }, men { $rows-n ->
        [one] den { $rows } rad som den summerar
       *[other] de { $rows } rader som den summerar
    } är { $sum } kr. Skillnad: { $difference } kr. Oläsliga belopp bland raderna: { $unreadable }.
finding-total-row-differs-hint = Jämför med ekonomisystemet: saknas rader i utdraget, eller är någon ändrad efteråt? Ta ut utdraget på nytt.
finding-total-row-differs-warning =
    Summaraden anger { $side-key ->
        [credit] kredit { $stated } kr
       *[other] { $stated } kr
    }. { $rows-n ->
        [one] Den { $rows } läsliga rad
       *[other] De { $rows } läsliga rader
    } som den summerar är { $sum } kr. Skillnad: { $difference } kr. Bland raderna har { $unreadable } ett belopp som inte går att läsa.
finding-total-row-differs-warning-hint = Rätta de oläsliga beloppen och kör igen. Först då visar summaraden om något annat saknas.
finding-total-row-differs-about = En summarad räknas aldrig med, men den säger vad ekonomisystemet självt kom fram till. Stämmer den inte med raderna ovanför fattas något eller är något ändrat.

finding-possible-total-row =
    Raden kan vara en summarad men är räknad som en bokföringsrad: { $amount } kr. { $rows-n ->
        [0] Den saknar koder och verifikation, men är inte summan av raderna ovanför.
       *[other] Beloppet är summan av de { $rows } närmaste raderna ovanför.
    }
finding-possible-total-row-hint = Är det en summarad, lägg dess märkning i layouten (totals) eller ta ut utdraget utan summor. Är det en bokföringsrad finns inget att göra.
finding-possible-total-row-about = En summarad som räknas med dubblar beloppen. En rad som bara kan vara en summa tas inte bort utan visas, så att en person avgör.

finding-more-possible-total-rows =
    { $rows-n ->
        [one] { $rows } rad till kan vara en summarad men är räknad som en bokföringsrad
       *[other] Ytterligare { $rows } rader kan vara summarader men är räknade som bokföringsrader
    }: tillsammans { $sum } kr. Den första av dem visas här.
finding-more-possible-total-rows-hint = Är de summarader, lägg deras märkning i layouten (totals) eller ta ut utdraget utan summor. Saknar många rader koder och verifikation, kontrollera att layoutens kolumner är rätt.
finding-more-possible-total-rows-about = De tjugo första raderna i en fil som kan vara summor visas var för sig (possible-total-row), övriga med antal och summa.

finding-unlabelled-total-rows =
    { $rows-n ->
        [one] { $rows } rad utan koder är inte räknad
       *[other] { $rows } rader utan koder är inte räknade
    }: beloppet är exakt summan av raderna ovanför. Den första visas här.
finding-unlabelled-total-rows-hint = Kontrollera den första i källan. Är det en bokföringsrad, ta ut utdraget med dess koder.
finding-unlabelled-total-rows-about = En summarad utan ord känns igen på att den saknar koder och är exakt summan av raderna ovanför. Att den inte räknas med ska synas.

finding-cells-filled-down =
    { $cells-n ->
        [one] { $cells } tom cell
       *[other] { $cells } tomma celler
    } i kolumnen ”{ $header }” har fått värdet ovanför, som layouten anger.
finding-cells-filled-down-hint = Stämmer inte det, ta bort kolumnen ur fill-down i layouten.
finding-cells-filled-down-about = I en rapport med grupper står koden bara på gruppens första rad. Att tomma celler fylls i är layoutens val, så det sägs hur många de är.

finding-amounts-rounded =
    { $rows-n ->
        [one] { $rows } belopp är avrundat
       *[other] { $rows } belopp är avrundade
    } till hela ören, som layouten anger. Avrundningen tog tillsammans bort { $sum } kr.
finding-amounts-rounded-hint = Ta hellre ut beloppen med två decimaler, så att varje rad är den som är bokförd.
finding-amounts-rounded-about = Bokförda belopp har två decimaler. Avrundas fler ska det synas hur många rader det gäller och vad det gör tillsammans.

finding-columns-differ =
    Kolumnerna är inte desamma som { $row-key ->
        [blank] i { $other }
       *[other] i rubrikraden på rad { $row }
    }.{ $added-key ->
        [blank] { "" }
       *[other] { " " }Tillkommit: { $added }.
    }{ $gone-key ->
        [blank] { "" }
       *[other] { " " }Borta: { $gone }.
    }{ $renamed-key ->
        [blank] { "" }
       *[other] { " " }Annan rubrik: { $renamed }.
    }{ $moved-key ->
        [blank] { "" }
       *[other] { " " }Flyttat: { $moved }.
    }
finding-columns-differ-hint = Inget att göra om ändringen är väntad: kolumner läses efter rubrik i varje fil för sig. En ny kolumn som behövs läggs till i layouten.
finding-columns-differ-about = Ett utdrag som byter kolumner från en månad till nästa kan ha bytt urval eller innehåll. Läsningen klarar det, men en person ska veta.

finding-other-currency =
    { $rows-n ->
        [one] { $rows } rad har
       *[other] { $rows } rader har
    } valutan { $currency }. Beloppen, tillsammans { $sum }, är räknade som de står. Den första visas här.
finding-other-currency-hint = Kontrollera i källan att beloppen är omräknade till kronor. Är de inte det, ta ut utdraget med bokfört belopp.
finding-other-currency-about = En rad i en annan valuta har oftast sitt bokförda belopp i kronor, men det kan också vara beloppet i valutan som står där. Inget räknas om, så det måste synas.
finding-several-sheets = { $number } blad har layoutens rubriker och räknas samman: { $sheets }. Är något av dem en kopia eller ett urval räknas dess rader två gånger, utom där verifikationens nummer och radnummer visar att de är samma.
finding-several-sheets-hint = Jämför bladens rader och summor. Ange sedan de blad som gäller i layouten (sheets), även om det är alla.
finding-several-sheets-about = En arbetsbok kan vara delad på flera blad, och den kan ha en kopia av sina rader på ett blad till. Bara den som har tagit ut den vet vilket.
finding-sheet-read =
    Bladet räknas med: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr.
finding-sheet-read-hint = Inget att göra om bladet ska räknas. Ange annars de blad som gäller i layouten (sheets).
finding-sheet-read-about = När flera blad läses visas vad vart och ett av dem ger, så att ett för mycket syns.
finding-sheet-not-read = Bladet ”{ $sheet }” är inte läst: layouten tar inte upp det.
finding-sheet-not-read-hint = Innehåller bladet bokföringsrader, lägg till dess namn i layouten (sheets).
finding-sheet-not-read-about = Ett utdrag kan vara delat på flera blad. Blad som inte läses nämns, så att inget faller bort i tysthet.
finding-hidden-sheet = Bladet är dolt i arbetsboken men läst som andra blad.
finding-hidden-sheet-hint = Ska bladet inte räknas, ange de blad som gäller i layouten (sheets).
finding-hidden-sheet-about = Ett dolt blad syns inte för den som jämför med arbetsboken. Det läses ändå, så att inget faller bort i tysthet.

finding-hidden-rows =
    Lästa som andra rader: { $rows-n ->
        [one] { $rows } rad som
       *[other] { $rows } rader som
    } { $how-key ->
        [filter] ett filter döljer i bladet.
       *[other] bladet döljer.
    }
finding-hidden-rows-hint = Visa alla rader i arbetsboken innan summor jämförs. Ska raderna inte räknas, ta bort dem eller ta ut utdraget på nytt.
finding-hidden-rows-about = Dolda och bortfiltrerade rader syns inte för den som jämför med arbetsboken, men står i filen. De läses alltid, och det sägs.

finding-hidden-columns = Dolda kolumner i bladet är lästa som andra kolumner: { $columns }.
finding-hidden-columns-hint = Visa kolumnerna i arbetsboken innan siffrorna jämförs.
finding-hidden-columns-about = En kod eller ett belopp kan stå i en kolumn som inte syns. Den läses ändå, och det sägs.

finding-merged-cells =
    { $cells-n ->
        [one] { $cells } cell i lästa kolumner är sammanslagen
       *[other] { $cells } celler i lästa kolumner är sammanslagna
    } med en annan och har inget eget värde. De är lästa som tomma.
finding-merged-cells-hint = Dela cellerna i arbetsboken och fyll i värdet på varje rad, eller ta ut utdraget utan sammanslagna celler.
finding-merged-cells-about = I ett sammanslaget område står värdet bara i den första cellen. Att det gäller de övriga raderna vore en gissning.

finding-short-rows =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } slutar före sista kolumnen som layouten läser. Det som saknas är läst som tomt.
finding-short-rows-hint = Jämför några av raderna med ekonomisystemet. Excel utelämnar avgränsare efter sista ifyllda cellen; en rad kan också vara bruten av en radbrytning i en text.
finding-short-rows-about = Rader med färre fält än rubriken kan vara avhuggna. Saknas belopp eller period avvisas raden.

finding-invisible-signs =
    { $cells-n ->
        [one] { $cells } värde
       *[other] { $cells } värden
    } i kolumnen ”{ $header }” har tecken som inte syns, som i ”{ $value }”. Tecknen är borttagna.
finding-invisible-signs-hint = Inget behöver göras här. Vill du bli av med tecknen, rätta värdena i ekonomisystemet.
finding-invisible-signs-about = Tecken utan bredd, mjuka bindestreck och styrtecken gör två koder eller verifikationer olika fast de ser lika ut. De betyder inget utanför fritext och tas bort, och det sägs.

finding-spoilt-codes =
    { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } celler
    } i kolumnen ”{ $header }” kan vara gjorda om av ett kalkylprogram, som ”{ $value }”. De är lästa som de står.
finding-spoilt-codes-hint = Jämför med ekonomisystemet. Har utdraget öppnats i Excel, ta ut det på nytt och läs det direkt, eller formatera kolumnen som text innan värdena läggs in.
finding-spoilt-codes-about = Kalkylprogram gör datum av koder som 16-1 och tal av koder som 1E5. Går det inte längre att se vilken koden var avvisas raden.

finding-sie-encoding =
    { $declared-key ->
        [blank] Filen anger ingen teckenuppsättning
       *[other] Filen anger teckenuppsättningen { $declared }
    } (#FORMAT), men dess bokstäver är { $used }. Den är läst så.
finding-sie-encoding-hint = Kontrollera att å, ä och ö är rätt i koder och namn. Annars behöver filen sparas om i den teckenuppsättning som den anger.
finding-sie-encoding-about = SIE-filer ska vara i PC8, men många program skriver Windows-1252 eller UTF-8 och anger PC8 ändå. Den teckenuppsättning som ger svenska bokstäver väljs.

finding-sie-not-read = Delar av filen är inte lästa, med antal: { $labels }.
finding-sie-not-read-hint = Verifikationer, periodsaldon och de årssaldon som de stäms av mot läses. Budget och etiketter utanför standarden läses inte. Står bokföringsrader under en sådan etikett, ta ut filen på nytt enligt SIE-standarden.
finding-sie-not-read-about = Okända etiketter ska enligt standarden hoppas över. De räknas och nämns, så att inget faller bort i tysthet.

finding-sie-checksum-unchecked = Filen har en kontrollsumma (#KSUMMA), { $value }. Den är inte kontrollerad.
finding-sie-checksum-unchecked-hint = Kontrollsumman visar om filen har ändrats sedan den skrevs. Är det viktigt, kontrollera den i ett program som räknar om den, eller ta ut filen på nytt.
finding-sie-checksum-unchecked-about = SIE låter en fil ha en kontrollsumma över alla sina poster. Den räknas inte om här, och det sägs, så att ingen tror att den stämmer.

finding-sie-checksum-open = Filen börjar en kontrollsumma (#KSUMMA) som aldrig avslutas. Slutet av filen kan saknas.
finding-sie-checksum-open-hint = Ta ut filen på nytt och jämför antalet verifikationer och summorna med ekonomisystemet.
finding-sie-checksum-open-about = En fil med kontrollsumma har #KSUMMA två gånger, sist med summan. Står bara den första där har filen troligen kapats.

finding-sie-stray-lines =
    { $rows-n ->
        [one] En rad i filen är varken en post (#) eller en klammer, och är inte läst.
       *[other] { $rows } rader i filen är varken poster (#) eller klamrar, och är inte lästa. Här står den första.
    }
finding-sie-stray-lines-hint = Öppna filen vid raden. Oftast är det en text med radbrytning i raden före, och då är inget belopp förlorat. Är det en bokföringsrad, ta ut filen på nytt.
finding-sie-stray-lines-about = I en SIE-fil börjar varje post med en etikett. En rad utan etikett kan vara resten av en text, eller en post som har skadats.

finding-sie-year-missing = Filen anger inte sitt räkenskapsår (#RAR 0). Rader hör till den månad som deras datum har.
finding-sie-year-missing-hint = Kontrollera att filen är uttagen för rätt år.
finding-sie-year-missing-about = Utan räkenskapsår går det inte att kontrollera att raderna ligger i det år som filen gäller.

finding-sie-outside-year =
    { $rows-n ->
        [one] { $rows } rad har
       *[other] { $rows } rader har
    } ett datum utanför filens räkenskapsår, { $start }–{ $end }. Här står den första.
finding-sie-outside-year-hint = Kontrollera datumen i ekonomisystemet. Raderna räknas i den månad som datumet anger, och ingår inte i avstämningen mot årets saldon.
finding-sie-outside-year-about = En fil av typ 4 innehåller ett räkenskapsår. En rad med datum i ett annat år är feldaterad eller hör inte hit.

finding-sie-added-alone =
    { $rows-n ->
        [one] En tillagd rad (#RTRANS) följs inte av sin #TRANS, och räknas själv.
       *[other] { $rows } tillagda rader (#RTRANS) följs inte av sina #TRANS, och räknas själva. Här står den första.
    }
finding-sie-added-alone-hint = Slå upp verifikationen i ekonomisystemet och se att raden finns en gång. Standarden kräver att varje #RTRANS följs av en likadan #TRANS.
finding-sie-added-alone-about = En tillagd rad står två gånger i filen, som #RTRANS och som #TRANS, och räknas en gång. Saknas den andra finns raden bara som tillagd.

finding-sie-dimension-unused = Layouten använder dimensioner som ingen rad i filen har ett objekt i: { $dimensions }.
finding-sie-dimension-unused-hint = Se efter i filens #DIM vilket nummer koddelen har, och rätta layouten om det är ett annat. Annars är koddelen tom i den här filen.
finding-sie-dimension-unused-about = Varje installation numrerar sina koddelar själv från 20. Ett fel nummer i layouten ger en tom koddel.

finding-sie-dimension-unmapped =
    { $rows-n ->
        [one] { $rows } rad har
       *[other] { $rows } rader har
    } ett objekt i dimension { $dimension }{ $name-key ->
        [blank] {""}
       *[other] {" "}({ $name })
    }, som layouten inte använder.
finding-sie-dimension-unmapped-hint = Är dimensionen en koddel som besluten nämner, lägg till dim{ $dimension } i layouten under [parts].
finding-sie-dimension-unmapped-about = En koddel som layouten inte nämner läses inte. Filens dimensioner nämns, så att ingen glöms.

finding-sie-period-balances =
    Filen har inga verifikationer. Raderna är periodsaldon (#PSALDO){ $dimensions-key ->
        [blank] {""}
       *[other] , uppdelade på dimension { $dimensions }
    }.
finding-sie-period-balances-hint = Räcker inte saldon, ta ut en fil av typ 4, som har verifikationer.
finding-sie-period-balances-about = Periodsaldon kan summeras per konto och månad, men ingen krona kan följas till sin verifikation. Har ett konto saldo per objekt räknas dem, och av kontots eget saldo bara det som inte ligger på något objekt.

finding-sie-year-balances =
    Filen har varken verifikationer eller periodsaldon. { $rows-n ->
        [one] Raden är ett årssaldo (#RES) och står
       *[other] Raderna är { $rows } årssaldon (#RES) och står
    } i period { $period-key ->
        [blank] okänd
       *[other] { $period }
    }.
finding-sie-year-balances-hint = Ta ut en fil av typ 4, eller minst typ 2, för att följa upp per månad.
finding-sie-year-balances-about = En fil av typ 1 har bara saldon för hela år. De ställs i den sista månad som filen omfattar, och månaderna går inte att skilja åt.

finding-sie-voucher-unbalanced = Verifikation { $voucher } balanserar inte: raderna summerar till { $difference } kr.
finding-sie-voucher-unbalanced-hint = Slå upp verifikationen i ekonomisystemet. Saknas rader har urvalet uteslutit dem, eller så är filen skadad: ta ut den på nytt.
finding-sie-voucher-unbalanced-about = Debet och kredit är lika i varje verifikation. En skillnad betyder att rader saknas eller är ändrade.

finding-sie-balance-differs = { $balance } för { $account } är { $stated } kr i filen, men raderna ger { $found } kr. Skillnad: { $difference } kr.
finding-sie-balance-differs-hint = Omfattar filen bara en del av året eller av serierna är skillnaden väntad. Annars saknas verifikationer, eller så är saldot från en annan dag: ta ut filen på nytt.
finding-sie-balance-differs-about = En SIE-fil med både saldon och verifikationer säger samma sak två gånger. Där de skiljer sig är den ena inte hel.

finding-sie-more = Ytterligare { $more-n ->
        [one] { $more } avvikelse
       *[other] { $more } avvikelser
    } { $code } i filen visas inte.
finding-sie-more-hint = Är de många har filen troligen ett urval: ta ut hela året utan villkor på konto eller objekt.
finding-sie-more-about = De första 50 av samma slag i en fil visas, resten räknas.

finding-income-sign-flipped = Intäktskontona har ett positivt netto på { $sum } kr. Intäkter är kredit och ska vara negativa: utdragets tecken är omvända.
finding-income-sign-flipped-hint = Ta ut utdraget med debet som plus och kredit som minus, eller ange sign = "credit-positive" i layouten. Är nettot rätt, till exempel efter en större rättelse, behöver det förklaras.
finding-income-sign-flipped-warning = Filens intäktskonton har ett positivt netto på { $sum } kr. Intäkter är kredit och ska vara negativa: filens tecken kan vara omvända.
finding-income-sign-flipped-warning-hint = Jämför filens tecken med de andra utdragen. Skiljer de sig, ta ut filen på nytt eller ange sign = "credit-positive" i en layout för den. Är nettot en rättelse finns inget att göra.
finding-income-sign-flipped-about = Rapporter visar ofta intäkter som plus medan huvudboken har dem som minus. Med omvända tecken blir allt utfall fel, men tabellerna ser rimliga ut.

## Avvikelser: vart raderna hör

finding-set-aside-rows =
    Avsatt för beslut och räknas inte i något område: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr ({ $codes }). { $reason-key ->
        [shared-object] Objektet är delat mellan områden och ingen kod avgör.
        [unknown-account] Kontot ingår inte i någon kontogrupp.
       *[other] Orsak: { $reason }.
    }
finding-set-aside-rows-hint =
    { $reason-key ->
        [unknown-account] Lägg kontot i en kontogrupp i kontogruppsfilen och kör igen.
       *[other] Fyll i beslutskolumnerna på bladet Avsatt för beslut (eller i tabeller/avsatt.csv) och ange filen under rulings i jobbet, eller boka om raderna i ekonomisystemet.
    }
finding-set-aside-rows-about = Ingen rad gissas och ingen fördelas ut. Det som reglerna inte avgör visas med rader och belopp tills en person har beslutat.

finding-spend-without-activity =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, hör till området men inte till någon aktivitet ({ $codes }). Beloppet räknas på raden Utan aktivitet.
finding-spend-without-activity-hint = Rätta koden i ekonomisystemet, eller lägg koden till rätt aktivitet i överenskommelsefilen.
finding-spend-without-activity-about = Objektet har en enda ägare, så kostnaden är områdets. Men utan känd kod kan den inte följas upp mot någon aktivitets beslutade belopp.

finding-other-year-on-grant =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, på statsbidragets kodsträng ({ $codes }) har period { $period }, som hör till ett annat år, och räknas inte.
finding-other-year-on-grant-hint = Avgör om perioden är rätt. Hör kostnaden till uppföljningens år, boka om den; annars räcker det att utdragets urval begränsas till året.
finding-other-year-on-grant-about = Rader från andra år ingår inte i uppföljningen. På statsbidragets egna koder kan de vara felperiodiserade och visas därför.

finding-object-without-postings = Ingen rad till och med perioden bär { $codes }, som ett område äger.
finding-object-without-postings-hint = Kontrollera att utdragets urval tar med objektet och att layouten läser rätt kolumn. Är inget bokfört ännu finns inget att göra.
finding-object-without-postings-about = Ett objekt som fallit ur urvalet, eller en kolumn som lästs fel, ger noll i utfall utan att något annat ser fel ut.

finding-ruling-unused = Beslutet om verifikation { $voucher } träffar ingen rad i utdraget.
finding-ruling-unused-hint = Kontrollera serie, nummer och rad mot utdraget. Är verifikationen rättad eller borttagen, ta bort beslutet ur jobbet.
finding-ruling-unused-about = Ett beslut som inte träffar någon rad har ingen verkan. Ofta är numret felskrivet, och då står rätt rad kvar som avsatt.

finding-ruling-against-rule =
    Beslutet om verifikation { $voucher } lägger { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, på ”{ $ruled }”. Reglerna anger ”{ $otherwise }”. Beslutet gäller.
finding-ruling-against-rule-hint = Kontrollera att beslutet är avsett. Boka gärna om raden i ekonomisystemet, så att huvudboken och uppföljningen visar samma sak.
finding-ruling-against-rule-about = Ett beslut om en verifikation går före reglerna. Där de säger olika ska det synas, så att ingen flyttar medel av misstag.

finding-ruling-not-needed =
    Beslutet om verifikation { $voucher } behövs inte: reglerna lägger redan { $rows-n ->
        [one] dess rad
       *[other] dess { $rows } rader
    } på samma ställe.
finding-ruling-not-needed-hint = Ta bort beslutet ur jobbet.
finding-ruling-not-needed-about = Beslut som reglerna har hunnit ifatt gör jobbet svårare att läsa och kan dölja ett beslut som behövs.

## Avvikelser: villkoren

finding-area-overspent =
    Området är överskridet med { $over } kr: utfall { $spent } kr{ $sent-key ->
        [zero] {" "}
       *[other] {" "}och sänt vidare { $sent } kr{" "}
    }mot beslutat { $allocated } kr.
finding-area-overspent-hint = Kontrollera de största raderna på bladet Underlag (tabeller/underlag.csv). Är de rätt konterade behöver överskridandet annan finansiering eller ett nytt beslut.
finding-area-overspent-about = Kostnader över det beslutade beloppet täcks inte av statsbidraget.

finding-grant-overspent =
    Mer än det tilldelade är använt: utfall { $spent } kr{ $sent-key ->
        [zero] {" "}
       *[other] {" "}och sänt vidare { $sent } kr{" "}
    }mot tilldelat { $granted } kr, { $over } kr för mycket.
finding-grant-overspent-hint = Kontrollera de största raderna på bladet Underlag (tabeller/underlag.csv). Är de rätt konterade behöver överskridandet annan finansiering.
finding-grant-overspent-about = Kostnader över det tilldelade beloppet täcks inte av statsbidraget. Kontrollen gäller områden som inte har något eget beslutat belopp.

finding-activity-overspent =
    Aktiviteten är överskriden med { $over } kr: utfall { $spent } kr mot beslutat { $allocated } kr. { $unspent-key ->
        [zero] Inget av områdets beslutade medel är oförbrukat.
        [minus] I övrigt är områdets beslutade medel överskridna ({ $unspent } kr).
       *[other] { $unspent } kr av områdets beslutade medel är ännu inte förbrukade.
    } { $stance-key ->
        [within-area] Beslutet tillåter omfördelning inom området.
        [none] Beslutet tillåter ingen omfördelning.
        [not-stated] Beslutet säger inget om omfördelning.
       *[other] Omfördelning: { $stance }.
    }
finding-activity-overspent-hint =
    { $stance-key ->
        [within-area] Fråga de ansvariga vad övriga aktiviteter räknar med att förbruka under året innan medel flyttas. Öronmärkta medel får inte flyttas.
        [none] Kontrollera konteringen. Är den rätt behöver aktiviteten annan finansiering eller ett nytt beslut.
       *[other] Kontrollera konteringen. Fråga den som beslutat om medel får flyttas mellan områdets aktiviteter.
    }
finding-activity-overspent-about = Visar vilken aktivitet som gått över sitt beslutade belopp. Att medel i området ännu inte är förbrukade betyder inte att de är lediga: de kan vara planerade till resten av året.

finding-ring-fence-breached = Den öronmärkta aktiviteten är överskriden med { $over } kr: utfall { $spent } kr mot det lägre av beslutat { $allocated } kr och tilldelat { $granted } kr.
finding-ring-fence-breached-hint = Kontrollera konteringen. Öronmärkta medel kan inte fyllas på från andra aktiviteter: det överskjutande behöver annan finansiering.
finding-ring-fence-breached-about = Öronmärkta medel får varken flyttas till eller från. Överskridandet bedöms mot både beslutat och tilldelat, eftersom det ena kan vara avrundat.

finding-ring-fence-near = { $share } av det öronmärkta beloppet är förbrukat: utfall { $spent } kr av { $allocated } kr.
finding-ring-fence-near-hint = Stäm av med den ansvariga vad som återstår att betala under året.
finding-ring-fence-near-about = Öronmärkta medel kan inte fyllas på. En tidig signal ger tid att styra om innan beloppet är slut.

finding-investment-on-grant-object = Investering är bokförd på statsbidragets objekt ({ $codes }): debet { $debit } kr, kredit { $credit } kr, netto { $net } kr.
finding-investment-on-grant-object-hint = Boka om investeringen till anläggningsredovisningen. Mot objektet konteras bara det som villkoret tillåter, vanligen innevarande års avskrivning.
finding-investment-on-grant-object-info = Investeringen på statsbidragets objekt ({ $codes }) är rättad: debet { $debit } kr, kredit { $credit } kr, netto { $net } kr.
finding-investment-on-grant-object-info-hint = Inget att göra med objektet. Kontrollera att investeringen har kommit rätt i anläggningsredovisningen.
finding-investment-on-grant-object-about = En investering får inte belasta bidraget på en gång. Bedömningen görs på det ackumulerade nettot, så att en rättelse i en senare månad syns som rättad; debet och kredit visas var för sig.

finding-spend-before-year =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, hör till period { $period }, före det år som medlen är beslutade för.
finding-spend-before-year-hint = Kontrollera periodiseringen. Kostnader före året får tas upp bara om överenskommelsen säger det.
finding-spend-before-year-about = Medlen är beslutade för ett visst år. Kostnader från ett tidigare år hör normalt till det årets bidrag.

finding-spend-before-decision =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, bokfördes före beslutet { $decided-on } men under rätt år.
finding-spend-before-decision-hint = Avgör om kostnaderna avser beslutade aktiviteter. Beslutet kan gälla hela året; säger det något annat behöver raderna bokas om.
finding-spend-before-decision-about = Beslutet kommer ofta en bit in på året. Kostnader före beslutet är inte fel i sig, men granskaren brukar fråga efter dem.

finding-late-postings =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr, registrerades efter att perioden stängdes, { $days-n ->
        [one] { $days } dag
       *[other] { $days } dagar
    } efter månadens slut.
finding-late-postings-hint = Har perioden redan redovisats, jämför med den tidigare rapporten: dess siffror gäller inte längre.
finding-late-postings-about = Sent registrerade rader ändrar perioder som redan kan vara rapporterade. Därför skiljer sig en ny körning från den förra.

finding-unallocated-left =
    { $amount } kr är ännu ofördelat. { $report-key ->
        [blank] Ingen kommande redovisning av medlen är angiven.
       *[other] Nästa redovisning, { $report }, ska lämnas { $due }: { $days-n ->
            [one] { $days } dag kvar.
           *[other] { $days } dagar kvar.
        }
    }
finding-unallocated-left-hint = Ta upp med den ansvariga om beloppet ska fördelas till aktiviteter före redovisningen.
finding-unallocated-left-about = Ofördelade medel blir inte använda av sig själva. Den som väntar till redovisningen har ingen tid kvar att besluta.

## Avvikelser: erhållna medel

finding-income-differs-from-granted =
    { $parts-n ->
        [one] Statsbidragets del ”{ $title-key ->
            [blank] { $part }
           *[other] { $title }
        }” är { $granted } kr
       *[other] Statsbidragets delar ”{ $title-key ->
            [blank] { $part }
           *[other] { $title }
        }” är tillsammans { $granted } kr
    }, men { $booked } kr är bokfört som intäkt. Skillnad: { $difference } kr.
finding-income-differs-from-granted-hint = Kontrollera utbetalningen mot beslutet, och att intäkten är konterad på rätt kodsträng och period.
finding-income-differs-from-granted-about = När året är slut ska en del som är utbetald eller intjänad finnas i huvudboken med samma belopp. Dessförinnan kan inte mer vara bokfört; av en som bara är tilldelad kan inte mer vara bokfört.

finding-income-without-part = Statsbidragsintäkter på { $sum } kr hör inte till någon del av överenskommelsens bidrag.
finding-income-without-part-hint = Ge bidragets delar koder som tar intäkterna, eller rätta konteringen.
finding-income-without-part-about = Först när varje intäkt hör till en del kan det erhållna stämmas av del för del.

finding-forwarded-differs = Till { $recipient } ska { $decided } kr sändas vidare, men { $forwarded } kr är bokfört. Skillnad: { $difference } kr.
finding-forwarded-differs-hint = Kontrollera utbetalningen till mottagaren och dess kontering.
finding-forwarded-differs-about = Medel som sänds vidare minskar det som får användas och är ingen egen förbrukning. Före årets slut är det bara för mycket som är en avvikelse.

## Avvikelser: rapporten

finding-stated-figure-differs =
    I tabellen ”{ $table }”, raden ”{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }”, anger dokumentet { $stated } { $unit }; beräknat blir det { $computed } { $unit }. { $difference-key ->
        [blank] {""}
       *[other] Skillnad: { $difference } kr.
    }
finding-stated-figure-differs-hint = Jämför raden med huvudboken och dokumentet. Tabellen visar det beräknade; dokumentets siffra ändras aldrig åt någotdera hållet.
finding-stated-figure-differs-about = En tryckt siffra som inte går att räkna fram ur underlaget är fel i dokumentet eller i underlaget.

finding-year-not-over = Körningen går till och med { $through } och omfattar inte hela året. Därför är detta inte jämfört: tryckta siffror ({ $stated }), delar av bidrag som är utbetalda eller intjänade men inte bokförda i sin helhet ({ $parts }) och medel som ska sändas vidare ({ $sent }).
finding-year-not-over-hint = Kör med bara årtalet i --through när bokslutet är klart.
finding-year-not-over-about = Ett dokuments siffror och en utbetald dels belopp gäller hela året med bokslutsperioden. Under året jämförs bara att inte mer är bokfört än vad delen är på.

finding-stated-in-other-unit =
    I tabellen ”{ $table }”, raden ”{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }”, anger dokumentet { $stated } i { $unit }; siffran är { $amount } kr i { $fits }.
finding-stated-in-other-unit-hint = Rätta enheten i dokumentets rubrik, eller siffran.
finding-stated-in-other-unit-about = En siffra i fel enhet är fel med tusen eller en miljon gånger, men ser riktig ut.

finding-unit-hides-amount =
    I tabellen ”{ $table }” visas { $amount } kr på raden ”{ $title-key ->
        [blank] { $row }
       *[other] { $title }
    }” som noll { $unit }.
finding-unit-hides-amount-hint = Välj en mindre enhet eller fler decimaler i rapportmallen.
finding-unit-hides-amount-about = En enhet som är för grov för beloppen gör att rader försvinner för läsaren.

finding-not-accounted-for =
    Av erhållna { $received } kr redovisar tabellen ”{ $table }” { $used } kr{ $forwarded-key ->
        [zero] .
       *[other] , och { $forwarded } kr är sänt vidare.
    } { $left } kr är inte redovisat.
finding-not-accounted-for-hint = Ange vad beloppet avser, eller att det är oförbrukat. Det står som en egen rad i tabellen.
finding-not-accounted-for-about = Skillnaden mellan erhållet och redovisat ska synas, aldrig gömmas i en annan rad.

finding-breakdown-missing =
    Användningen kan bara redovisas i sin helhet, { $spent } kr{ $granted-key ->
        [blank] {""}
       *[other] { $sent-key ->
            [zero] {" "}av tilldelade { $granted } kr
           *[other] {" "}av { $usable } kr (tilldelade { $granted } kr, varav { $sent } kr är sänt vidare)
        }
    }: medlen är inte uppdelade på aktiviteter.
finding-breakdown-missing-hint = Ange aktiviteter med koder i överenskommelsens fil, om medlen ska redovisas per insats.
finding-breakdown-missing-about = Mottagaren frågar oftast vad medlen använts till; en enda summa svarar inte på det.

finding-reference-differs =
    { $owner-key ->
        [blank] Diarienumret { $found } skiljer sig från överenskommelsens { $known }.
       *[other] Rapporten är inlämnad under { $found }, men ärendet { $known } hör till ”{ $owner }”.
    }
finding-reference-differs-hint = Ta reda på vilket som är rätt i diariet, och rätta det andra.
finding-reference-differs-about = Två nästan lika diarienummer för samma ärende är oftast en felskrivning, och det ena leder läsaren till fel handling. En rapport i ett annat ärende är svår att finna.

finding-quoted-amount-differs =
    Texten anger { $quoted }, { $elsewhere-key ->
        [blank] { $figure-key ->
            [blank] { $slip-key ->
                [blank] som inte är något av överenskommelsens belopp.
               *[other] som inte är något av överenskommelsens belopp men liknar { $slip } kr: en siffra skiljer, eller två har bytt plats.
            }
           *[other] men det närmaste beloppet är { $figure } kr.
        }
       *[other] som inte är områdets belopp men däremot ett för hela överenskommelsen, { $elsewhere } kr.
    }
finding-quoted-amount-differs-hint = Jämför texten med tabellerna, och rätta den som är fel.
finding-quoted-amount-differs-about = Ett belopp i texten ska gå att finna i tabellerna. Ett som ligger långt från alla belopp och inte liknar något handlar oftast om något annat och är bara en upplysning.

finding-name-varies = ”{ $found }” skrivs även ”{ $known }”.
finding-name-varies-hint = Använd ett namn överallt, om det är samma sak som avses.
finding-name-varies-about = När samma överenskommelse eller område har flera namn är det svårt att följa medlen mellan dokument.

finding-report-overdue = { $report } skulle lämnas { $due }. Inget diarienummer visar att den är inlämnad.
finding-report-overdue-hint = Skriv diarienumret i överenskommelsens fil (filed) om den är inlämnad. Annars: lämna den.
finding-report-overdue-about = En redovisning som inte lämnats i tid kan leda till att bidraget krävs åter.

finding-narrative-not-read =
    { $reason ->
        [depth] Mappen ligger för djupt. Berättelserna i den läses inte.
       *[other] Filen läses inte som berättelse: namnet slutar inte på .md med små bokstäver.
    }
finding-narrative-not-read-hint =
    { $reason ->
        [depth] Lägg filerna i mappen som har överenskommelsens namn.
       *[other] Döp om filen så att den heter som överenskommelsen eller området och slutar på .md, eller flytta den.
    }
finding-narrative-not-read-about = En berättelse som inte läses saknas i rapporten, utan att det syns där.

finding-narrative-missing =
    Ingen har skrivit vad som gjorts. { $report } ska lämnas { $due }: { $days-n ->
        [one] { $days } dag kvar.
       *[other] { $days } dagar kvar.
    }
finding-narrative-missing-hint = Skriv berättelsen i en Markdownfil med överenskommelsens namn i mappen som jobbet anger under narratives.
finding-narrative-missing-about = Redovisningen ska säga vad som gjorts, inte bara vad det kostade.

finding-identity-numbers-masked =
    { $numbers-n ->
        [one] { $numbers } personnummer är dolt i resultatet men står kvar i filen.
       *[other] { $numbers } personnummer är dolda i resultatet men står kvar i filen.
    }
finding-identity-numbers-masked-hint = Ta bort numren ur filen, och se efter om texten har andra uppgifter som pekar ut en person.
finding-identity-numbers-masked-about = Där ett personnummer står brukar det finnas fler uppgifter om personen, och dem kan programmet inte känna igen.

## Celler: radernas öden

cell-of-which-spend = – varav utfall
cell-mapped = Fördelad
cell-set-aside = Avsatt för beslut
cell-out-of-scope = Utanför
cell-duplicate = Dubblett
cell-rejected = Avvisad
cell-structural = Ej bokföringsrad
cell-identical = Lika
cell-conflicting = Olika
cell-shared-object = Delat objekt
cell-unknown-account = Konto utan kontogrupp
cell-other-object = Annat objekt
cell-opening-period = Ingående balans
cell-after-through = Senare period
cell-other-year = Annat år
cell-other-year-on-grant = Annat år, på statsbidragets koder
cell-owner = Objektets ägare
cell-rule = Regel
cell-ruling = Radbeslut

## Celler: tabellerna

cell-spend = Utfall
cell-grant-income = Statsbidrag
cell-income = Övrig intäkt
cell-investment = Investering
cell-balance = Balanskonto
cell-other-accounts = Övrigt
cell-contradicted = Stämmer inte med ekonomisystemet
cell-underlag-till = Underlag till uppföljning, inte själva blanketten
cell-a-person = Bedöms av en handläggare
cell-postings = Bokföringsrader
cell-info = Upplysning
cell-warning = Varning
cell-error = Fel
cell-without-activity = Utan aktivitet
cell-total = Totalt
cell-subtotal = Summa
cell-fixed = Eget belopp
cell-ring-fenced = Öronmärkt
cell-pooled = Gemensam pott
cell-unallocated = Ofördelat
cell-within-area = Inom området
cell-none = Ingen
cell-not-stated = Anges inte
cell-allotted = Tilldelat
cell-requisitioned = Rekvirerat
cell-paid = Utbetalt
cell-earned = Intjänat
cell-over = Överskriden
cell-near = Nära gränsen
cell-forecast-over = Prognos över
cell-behind = Låg takt
cell-undivided = Inte uppdelat
cell-of-which-undivided = – varav inte uppdelat på aktiviteter
cell-on-track = I fas
cell-no-amount = Inget eget belopp
cell-unspent-money = Ofördelat kvar
cell-forwarded = Vidareförmedlat
cell-sent-on = Vidareförmedlat
cell-parts-together = Delar som inte skiljs åt
cell-no-part = Hör inte till någon del
cell-rounding-line = Avrundning
cell-received-money = Erhållet
cell-received-gross = varav före vidareförmedling
cell-of-which-sent-on = varav vidareförmedlat
cell-not-accounted-for = Erhållet men inte redovisat
cell-rounding-plain = Varje rad för sig; skillnaden står på en egen rad
cell-rounding-largest-remainder = Fördelad på raderna så att de går ihop; justerade rader är märkta
cell-measure-received = Erhållna medel enligt huvudboken
cell-measure-allocated = Fördelade medel enligt beslut
cell-measure-spend = Utfall enligt huvudboken
cell-common-share = Gemensam andel
cell-other-share = Annan andel
cell-proven = Styrkt mot ekonomisystemet
cell-not-proven = Inte styrkt: kontrolluppgift saknas
cell-month = Månad
cell-tertial = Tertial
cell-half-year = Halvår
cell-year = År

## Celler: varför en rad är avvisad

cell-unreadable-amount = Oläsligt belopp
cell-parts-of-ore = Delar av ett öre
cell-amount-too-large = För stort belopp
cell-blank-amount = Belopp saknas
cell-unreadable-date = Oläsligt datum
cell-unreadable-period = Oläslig period
cell-unreadable-year = Oläsligt år
cell-error-cell = Felvärde i cellen
cell-formula-without-value = Formel utan värde
cell-ambiguous-amount = Belopp med två läsningar
cell-amount-other-decimal = Belopp med annat decimaltecken
cell-amount-other-unit = Belopp med annan enhet
cell-debit-and-credit = Både debet och kredit
cell-blank-side = Debet eller kredit saknas
cell-unknown-side = Varken debet eller kredit
cell-negative-beside-side = Minus bredvid debet eller kredit
cell-blank-date = Datum saknas
cell-blank-cell = Värde saknas
cell-unreadable-code = Oläslig kod
cell-nothing-to-fill-from = Inget värde ovanför
cell-spoilt-code = Förstörd kod
cell-total-or-posting = Summarad eller bokföringsrad
cell-short-row = Raden är för kort
cell-extra-cells = Fler fält än rubriken

## Celler: gränserna mellan stegen

cell-read-normalise = Läsning till tolkning
cell-normalise-map = Tolkning till fördelning
cell-map-fold = Fördelning till periodsaldon
cell-map-facts = Fördelning till underlag
cell-fold-reconcile = Periodsaldon till avstämning
cell-reconcile-summarise = Avstämning till tabeller
cell-summarise-publish = Tabeller till resultatfiler

## Celler: vad pipelinefilerna består av

cell-agreement = Överenskommelse
cell-area = Område
cell-activity = Aktivitet
cell-condition = Villkor
cell-report = Rapport
cell-layout = Layout
cell-part = Kodsträngsdel
cell-group = Kontogrupp
cell-prefix = Kontoprefix
cell-object = Objekt
cell-column = Kolumn
cell-check = Kontroll
cell-reference = Diarienummer
cell-granted = Del av statsbidraget
cell-table = Tabell
cell-row = Rad

## Celler: gränser för indata

cell-rows = Rader
cell-columns = Kolumner
cell-field = Längsta fält, byte
cell-file-size = Filens storlek, MB
cell-inflated-size = Uppackad storlek, MB
cell-inflate-ratio = Uppackad storlek mot packad, gånger
cell-zip-entries = Filer i en zip
cell-sheet-cells = Celler i ett blad
cell-row-bytes = Radens längd, byte
cell-xml-depth = XML-element i varandra

## Kolumner

column-overenskommelse-id = Överenskommelsens id
column-kontogrupp-id = Kontogrupp
column-omrade-id = Områdets id
column-del = Del
column-ovrigt = Övriga konton
column-ombokas = Ombokas
column-lasta-rader = Lästa rader
column-ej-bokforingsrader = Ej bokföringsrader
column-avvisade-rader = Avvisade rader
column-avrundade-rader = Avrundade rader
column-bortavrundat = Bortavrundat
column-antal-avvikelser = Antal avvikelser
column-omrade = Område
column-aktivitet = Aktivitet
column-aktivitet-id = Aktivitetens id
column-tilldelat = Tilldelat
column-beslutat = Beslutat
column-utfall-period = Utfall i perioden
column-utfall = Utfall ackumulerat
column-kvar = Kvar
column-andel = Andel förbrukat
column-andel-av-aret = Andel av året
column-prognos-helar = Prognos helår
column-bedomning = Bedömning
column-ansvarig = Ansvarig
column-avsnitt = Avsnitt
column-typ = Typ
column-period = Period
column-jan = Jan
column-feb = Feb
column-mar = Mar
column-apr = Apr
column-maj = Maj
column-jun = Jun
column-jul = Jul
column-aug = Aug
column-sep = Sep
column-okt = Okt
column-nov = Nov
column-dec = Dec
column-bokslut = Bokslut
column-ansvar = Ansvar
column-kontogrupp = Kontogrupp
column-rader = Rader
column-debet = Debet
column-kredit = Kredit
column-netto = Netto
column-belopp = Belopp
column-orsak = Orsak
column-kod = Kod
column-allvar = Allvar
column-plats = Plats
column-beskrivning = Beskrivning
column-atgard = Åtgärd
column-fil = Fil
column-blad = Blad
column-rad = Rad
column-serie = Serie
column-vernr = Ver.nr
column-verrad = Ver.rad
column-bokforingsdatum = Bokföringsdatum
column-registreringsdatum = Registreringsdatum
column-kodstrang = Kodsträng
column-regel = Regel
column-objekt = Objekt
column-forslag = Förslag
column-beslutat-omrade = Beslutat område
column-beslutad-aktivitet = Beslutad aktivitet
column-motivering = Motivering
column-beslutad-av = Beslutad av
column-beslutsdatum = Beslutsdatum
column-steg = Steg
column-villkor = Villkor
column-text = Text
column-bevakas-av = Bevakas av
column-rapport = Rapport
column-mottagare = Mottagare
column-forfaller = Förfaller
column-dagar-kvar = Dagar kvar
column-kolumn = Kolumn
column-rubrik = Rubrik
column-varde = Värde
column-status = Status
column-overenskommelse = Överenskommelse
column-differens = Differens
column-uppgift = Kontrolluppgift
column-vidareformedlat = Vidareförmedlat
column-bokfort = Bokfört
column-anmarkning = Anmärkning
column-nationell-ram = Nationell ram
column-andel-av-ramen = Andel av ramen, %
column-nyckel = Nyckel
column-inlamnad = Inlämnad
column-enligt-overenskommelsen = Enligt överenskommelsen
column-justering = Justering
column-redovisat = Redovisat
column-berattelse = Berättelse
column-disponibelt = Disponibelt
column-ej-redovisat = Ej redovisat
column-diarienummer = Diarienummer
column-rad-id = Rad, id

## Tabeller

table-sammanstallning = Områdena i sammandrag
table-aktiviteter = Områden och aktiviteter
table-aktivitet-manad = Utfall per aktivitet och månad
table-aktivitet-ansvar = Utfall per aktivitet och ansvar
table-aktivitet-kontogrupp = Utfall per aktivitet och kontogrupp
table-underlag = Verifikationsrader som räknats
table-avsatt = Avsatt för beslut
table-utanfor = Utanför uppföljningen
table-avvikelser = Avvikelser
table-kontrollsummor-filer = Utdragen
table-kontrollsummor = Kontrollsummor
table-villkor = Villkor i beslutet
table-rapporter = Redovisningar att lämna
table-avvisade = Avvisade rader
table-tilldelning = Tilldelade medel och beslutade belopp
table-nycklar = Andelar av nationella ramar
table-berattelser = Berättelser
table-rapport = Rapporttabell

## Blad

sheet-sammanstallning = Sammanställning
sheet-underlag = Underlag
sheet-avsatt = Avsatt för beslut
sheet-avvikelser = Avvikelser
sheet-kontrollsummor = Kontrollsummor
sheet-villkor = Villkor
sheet-berattelser = Berättelser

## Rader överst på bladen

line-avsatta-rader = Avsatt för beslut, rader
line-avsatt-belopp = Avsatt för beslut, belopp
line-avvisade-rader = Avvisade rader
line-beslut = Beslut
line-beslutad-av = Beslutat av
line-beslutsdatum = Beslutsdatum
line-diarienummer = Diarienummer
line-ansvarig = Sammanhållet ansvar
line-no-rows = Inga rader
line-region = Region
line-uppdrag = Uppdrag
line-genom = Till och med
line-per-datum = Per datum
line-andel-av-aret = Andel av året
line-underlag-till = Användning
line-fullstandighet = Fullständighet
line-tak = Högsta antal rader på bladet
line-fler-avvisade = Avvisade rader som inte visas
line-fler-avvikelser = Avvikelser som inte visas
line-alla-rader = Alla står i
line-rapport = Rapport
line-mottagare = Mottagare
line-enhet = Enhet
line-avrundning = Avrundning
line-avser = Avser
line-anmarkning = Anmärkning

## Rader i rapporten

line-tillagg = Tillägg
line-avsnitt = Avsnitt
line-ansvarig-for-omradet = Ansvarig
line-objekt = Objekt
line-berakning = Beräkning
line-tilldelat = Tilldelat
line-beslutat = Beslutat
line-utfall = Utfall
line-vidareformedlat = Vidareförmedlat
line-kvar = Kvar
line-kvar-inte-uppdelat = – varav inte uppdelat
line-andel = Andel förbrukat
line-bedomning = Bedömning
line-fel = Fel
line-varningar = Varningar
line-upplysningar = Upplysningar
cell-kr = kr

## Rubriker i rapporten

heading-innehall = Innehåll
heading-sammanfattning = Sammanfattning
heading-villkor = Villkor
heading-redovisningar = Redovisningar
heading-kontrollsummor = Kontrollsummor
heading-avvikelser = Avvikelser
heading-fel = Fel
heading-varningar = Varningar
heading-upplysningar = Upplysningar
heading-om-underlaget = Så är underlaget gjort

## Anmärkningar i rapporten

note-belopp-i-kronor = Belopp i kronor.
note-utfall = Utfall är nettot, ackumulerat från januari, av de bokföringsrader vars konto hör till en kontogrupp som räknas som utfall. Intäkter, investeringar, balanskonton och medel som sänts vidare räknas inte.
note-kvar = Kvar är det beslutade beloppet, eller det tilldelade där inget är beslutat, minus utfall och det som sänts vidare. Att medel är kvar betyder inte att de är lediga: de kan vara planerade till resten av året.
note-bedomning = Bedömningen jämför det som är använt med samma belopp och med hur stor del av året som har gått. ”Prognos över” och ”Låg takt” är rak framskrivning, ingen prognos från verksamheten. ”Inte uppdelat” är medel med låg takt som inte är uppdelade på aktiviteter: det som är kvar av dem säger inget om takten.
note-avsatt = Rader som reglerna inte avgör är avsatta för beslut. De räknas inte i något område förrän en person har beslutat, och ingen rad fördelas ut.
note-berattelse = Löpande text under en överenskommelse eller ett område är skriven av en person. Belopp i den är jämförda med tabellerna; de som skiljer sig står under Avvikelser.
note-filer = Bakom varje siffra finns verifikationsraderna, på bladet Underlag i arbetsboken. Utdrag, pipelinefiler och resultatfiler står med SHA-256 i manifest.json i samma mapp.

## Problem: pipelinefilerna

problem-toml-syntax =
    Filen är inte giltig TOML{ $detail-key ->
        [blank] .
       *[other] : { $detail }
    }
problem-toml-syntax-hint = Rätta stället som visas. Text står inom citattecken, listor inom hakparenteser, och belopp är heltal.
problem-unknown-key = Nyckeln ”{ $key }” finns inte här.
problem-unknown-key-hint =
    { $nearest-key ->
        [blank] Här kan stå: { $expected }.
       *[other] Menades ”{ $nearest }”? Här kan stå: { $expected }.
    }
problem-wrong-type =
    { $key-key ->
        [blank] Värdet
       *[other] ”{ $key }”
    } ska vara { $expected-key ->
        [a-string] text
        [string] text
        [i64] ett heltal
        [integer] ett heltal
        [a-boolean] true eller false
        [boolean] true eller false
        [a-toml-datetime] ett datum
        [datetime] ett datum
        [a-sequence] en lista
        [array] en lista
        [a-map] en tabell
        [table] en tabell
       *[other] { $expected }
    }{ $found-key ->
        [blank] .
       *[other] , men här står { $found }
    }
problem-wrong-type-hint = Text skrivs inom citattecken, listor inom hakparenteser, datum som 2022-05-04 och belopp som hela kronor utan decimaler.
problem-missing-key = ”{ $key }” saknas i ”{ $table }”.
problem-missing-key-hint = Lägg till { $key }. docs/PIPELINE.md visar var och hur.
problem-missing-table = Filen har inget avsnitt { $table }.
problem-missing-table-hint = Lägg till raden { $table } och nycklarna under den. docs/PIPELINE.md visar vilka de är.
problem-pooled-amount = En aktivitet i den gemensamma potten har inget eget belopp.
problem-pooled-amount-hint = Ta bort amount, eller ange kind = "fixed" om aktiviteten har ett eget belopp.
problem-bad-value = ”{ $value }” är inget giltigt värde för ”{ $key }”.
problem-bad-value-hint = Giltigt är till exempel: { $expected }.
problem-keys-exclude = ”{ $first }” och ”{ $second }” kan inte stå i samma layout.
problem-keys-exclude-hint = Behåll den som utdraget följer och ta bort den andra.
problem-float-refused = { $value } är ett decimaltal. Belopp i pipelinefiler är hela kronor.
problem-float-refused-hint = Skriv beloppet som ett heltal i kronor, till exempel 5_053_000.
problem-duplicate-id = { $kind } ”{ $id }” anges två gånger.
problem-duplicate-id-hint = Ändra eller ta bort den ena.
problem-title-twice = Två överenskommelser för { $year } har titeln ”{ $title }”.
problem-title-twice-hint = Ge dem titlar som går att skilja åt i tabellerna, eller ange rätt year.
problem-ambiguous-area = Området ”{ $id }” finns i flera överenskommelser.
problem-ambiguous-area-hint = Skriv något av: { $choices }.
problem-unknown-id = { $kind } ”{ $id }” finns inte.
problem-unknown-id-hint =
    { $nearest-key ->
        [blank] Kontrollera stavningen, eller lägg till det som saknas.
       *[other] Menades ”{ $nearest }”?
    }
problem-rules-overlap = Reglerna ”{ $first }” och ”{ $second }” tar båda kodsträngen { $example }, och ingen av dem är en ren del av den andra.
problem-rules-overlap-hint = Lägg till ett villkor i den ena, så att de inte längre tar samma kodsträng. Ordningen i filen har ingen betydelse.
problem-parts-overlap = Delarna ”{ $first }” och ”{ $second }” tar båda intäkter på kodsträngen { $example }.
problem-parts-overlap-hint = Ge delarna koder som skiljer dem åt, så att varje intäkt hör till en del.
problem-grant-negative = Bidragets delar är tillsammans { $sum } kr, alltså mindre än noll.
problem-grant-negative-hint = Rätta den negativa delen, eller lägg till den del som saknas.
problem-forwarded-over-grant = { $forwarded } kr ska sändas vidare, men statsbidraget är bara { $granted } kr.
problem-forwarded-over-grant-hint = Rätta beloppet som sänds vidare eller bidragets delar.
problem-rule-never-matches = Regeln ”{ $rule }” kan aldrig ta någon kodsträng: ett av dess villkor har ingen kod.
problem-rule-never-matches-hint = Ta bort regeln eller rätta villkoren.
problem-rule-covered = Regeln ”{ $rule }” får aldrig någon rad: ”{ $by }” tar allt som den skulle ha tagit.
problem-rule-covered-hint = Ta bort regeln eller rätta villkoren i någon av dem.
problem-example-failed = Exemplet { $codes } skulle hamna på ”{ $expected }” men hamnar på ”{ $found }”.
problem-example-failed-hint = Rätta exemplet eller reglerna, så att de säger samma sak.
problem-too-many-keys = Det blir fler än { $limit } olika kombinationer av koder. Kodsträngsdelen ”{ $part }” har flest värden.
problem-too-many-keys-hint = Höj keys under limits i jobbet om minnet räcker, eller villkora på färre kodsträngsdelar.
problem-same-file-twice = ”{ $path }” och ”{ $other }” är samma fil. Raderna skulle räknas två gånger.
problem-same-file-twice-hint = Ta bort den ena ur jobbet.
problem-same-sheet-twice =
    { $rows-n ->
        [one] Bladets enda rad är densamma
       *[other] Bladets { $rows } rader är desamma
    } som på bladet ”{ $other }” och skulle räknas två gånger.
problem-same-sheet-twice-hint = Ange i layouten det av bladen som ska läsas (sheets), eller ta bort det andra.
problem-not-utf8 = Filen ”{ $path }” är inte sparad som UTF-8.
problem-not-utf8-hint = Öppna filen i en textredigerare och spara den med kodningen UTF-8.
problem-bad-ruling-table = Tabellen med beslut går inte att läsa: { $detail }
problem-bad-ruling-table-hint = Utgå från bladet Avsatt för beslut i resultatet, eller från tabeller/avsatt.csv, och låt rubrikraden stå som den är.
problem-ruling-date = Beslutsdatum ”{ $value }” är inget datum.
problem-ruling-date-hint = Skriv datumet som 2022-09-01.
problem-ruling-incomplete = Beslutet är inte fullständigt ifyllt.
problem-ruling-incomplete-hint = Ange område, motivering, vem som beslutat och datum. Lämna alla beslutskolumner tomma om raden ska vänta.

## Problem: anropet

problem-bad-period-argument = ”{ $value }” är ingen period att redovisa till och med.
problem-bad-period-argument-hint = Skriv en månad (2022-08), ett tertial (2022-T2) eller ett helt år (2022).
problem-year-not-the-jobs = ”{ $value }” är inte jobbets år, { $year }.
problem-year-not-the-jobs-hint = Ange en period i { $year }, eller använd det årets jobbfil.
problem-usage-no-value = { $argument } behöver ett värde.
problem-usage-no-value-hint = tertial --help visar vad som kan stå där.
problem-usage-twice = { $argument } anges två gånger.
problem-usage-twice-hint = Ta bort den ena.
problem-usage-one-job = ”{ $argument }” är ett argument för mycket. En körning tar en jobbfil.
problem-usage-one-job-hint = Kör en gång för varje jobb.
problem-usage-one-file = { $argument } tar en fil, och { $files } är angivna.
problem-usage-one-file-hint = Kör en gång för varje fil.
problem-usage-not-together = { $argument } och { $other } kan inte stå tillsammans.
problem-usage-not-together-hint = Ta bort den ena.
problem-usage-unknown-argument = Flaggan ”{ $argument }” finns inte.
problem-usage-unknown-argument-hint =
    { $nearest-key ->
        [blank] tertial --help visar alla flaggor.
       *[other] Menades ”{ $nearest }”? tertial --help visar alla flaggor.
    }
problem-usage-missing-argument = { $argument } saknas.
problem-usage-missing-argument-hint = tertial --help visar hur kommandot skrivs.
problem-usage-bad-value = ”{ $value }” går inte att använda för { $argument }.
problem-usage-bad-value-hint = Möjligt är: { $expected }.
problem-usage-unknown-command = Kommandot ”{ $command }” finns inte.
problem-usage-unknown-command-hint =
    { $nearest-key ->
        [blank] tertial --help visar alla kommandon.
       *[other] Menades ”{ $nearest }”? tertial --help visar alla kommandon.
    }

## Problem: indata

problem-file-not-found = Filen ”{ $path }” finns inte.
problem-file-not-found-hint = Kontrollera namnet och mappen. Sökvägar i en pipelinefil räknas från filens egen mapp.
problem-folder-not-found = Mappen ”{ $path }” finns inte.
problem-folder-not-found-hint = Kontrollera namnet. Sökvägar i en pipelinefil räknas från filens egen mapp.
problem-not-a-folder = ”{ $path }” är en fil, men här ska en mapp anges.
problem-not-a-folder-hint = Ange mappen som filen ligger i.
problem-unreadable-folder = Mappen ”{ $path }” går inte att läsa: { $detail }
problem-unreadable-folder-hint = Kontrollera att du har läsbehörighet.
problem-unreadable-file = Filen ”{ $path }” går inte att läsa: { $detail }
problem-unreadable-file-hint = Kontrollera att du har läsbehörighet och att filen inte är öppen i ett annat program.
problem-not-a-workbook = ”{ $path }” är ingen arbetsbok som går att läsa: { $detail }
problem-not-a-workbook-hint = Öppna filen i Excel och spara den som .xlsx. Är den egentligen en textfil, ge den ändelsen .csv.
problem-password-protected = Arbetsboken ”{ $path }” är lösenordsskyddad.
problem-password-protected-hint = Spara en kopia utan lösenord och ange den i stället.
problem-no-sheets = ”{ $path }” är ingen arbetsbok och har inget blad ”{ $sheet }”.
problem-no-sheets-hint = Utelämna --sheet.
problem-wrong-sheet = Bladet ”{ $sheet }” finns inte i arbetsboken. Den har: { $sheets }.
problem-wrong-sheet-hint = Ange rätt bladnamn i layouten (sheets), eller byt namn på bladet.
problem-no-header = Ingen rubrikrad hittades. Fält som söks: { $fields }.
problem-no-header-hint = Kontrollera att filen är rätt utdrag och att layouten har de rubriker som utdraget använder.
problem-missing-column = Kolumnen för ”{ $field }” saknas. Rubriken kan vara: { $expected }.
problem-missing-column-hint =
    { $nearest-key ->
        [blank] Ta ut utdraget med kolumnen, eller lägg till dess rubrik i layouten.
       *[other] Närmast är rubriken ”{ $nearest }”. Är det samma sak, lägg till den i layouten; ta annars ut utdraget med kolumnen.
    }
problem-ambiguous-column = Flera kolumner kan vara samma fält: { $headers }.
problem-ambiguous-column-hint = Ta bort eller döp om den ena i utdraget, eller låt layouten bara nämna den rubrik som gäller.
problem-not-decodable = Texten går inte att läsa som { $encoding }, byte { $byte }: { $detail }
problem-not-decodable-hint =
    { $likely-key ->
        [blank] Ange utdragets teckenkodning i layouten (encoding), vanligen windows-1252 eller utf-8.
        [damaged] Resten är i { $encoding }: byten är skadad, eller filen är avhuggen mitt i ett tecken. Ta ut utdraget på nytt. Med en annan teckenkodning skulle alla andra å, ä och ö läsas fel.
       *[other] Filen ser ut att vara i { $likely }. Stämmer det, ange den teckenkodningen i layouten (encoding).
    }
problem-encoding-differs = Layouten anger teckenkodningen { $encoding }, men filen är i { $looks }.
problem-encoding-differs-hint = Ange filens teckenkodning i layouten (encoding), eller ta ut utdraget i den som layouten anger.
problem-separator-differs = Filens första rad anger avgränsaren ”{ $stated }”, men layouten anger ”{ $separator }”.
problem-separator-differs-hint = Ange filens avgränsare i layouten (separator).
problem-lock-file = ”{ $path }” är en låsfil som ett kalkylprogram lägger bredvid en öppen arbetsbok, inte själva arbetsboken.
problem-lock-file-hint = Ange arbetsboken utan tecknen före namnet, och stäng den i kalkylprogrammet.
problem-is-a-folder = ”{ $path }” är en mapp.
problem-is-a-folder-hint = Ange filerna i mappen en och en i jobbet.
problem-not-a-file = ”{ $path }” är ingen fil utan ett rör eller en enhet.
problem-not-a-file-hint = Spara utdraget som en fil och ange den i jobbet.
problem-foot-not-a-file = ”{ $path }” är ingen fil utan ett rör eller en enhet.
problem-foot-not-a-file-hint = Spara tabellen som en fil och ange den.
problem-foot-too-large = Filen ”{ $path }” är för stor att räkna om: gränsen är { $most } MB.
problem-foot-too-large-hint = Spara bara de tabeller som ska räknas om i en egen fil.
problem-empty-file = Filen ”{ $path }” är tom.
problem-empty-file-hint = Ta ut utdraget på nytt. Kontrollera att uttaget blev klart innan filen kopierades.
problem-file-changed = Filen ”{ $path }” ändrades medan den lästes.
problem-file-changed-hint = Vänta tills uttaget är klart och ingen har filen öppen, och kör igen.
problem-broken-file = ”{ $path }” är skadad eller avhuggen: { $detail }
problem-broken-file-hint = Ta ut eller kopiera filen på nytt. Går den att öppna i Excel, spara den där som ny .xlsx.
problem-other-kind = ”{ $path }” är inget utdrag utan { $detail }.
problem-other-kind-hint = Är det en tabell som går att öppna i Excel, spara den som .xlsx. Ta annars ut utdraget på nytt.
problem-not-rows = ”{ $path }” är { $detail }, inte en tabell med rader och kolumner.
problem-not-rows-hint = Ta ut utdraget som CSV eller Excel ur ekonomisystemet. Går det inte, öppna filen i Excel (Data, Hämta data), se att varje bokföringsrad blir en rad, och spara den som .xlsx.
problem-fixed-width = ”{ $path }” har kolumner av fast bredd, utan skiljetecken mellan fälten.
problem-fixed-width-hint = Ta ut utdraget som CSV eller Excel ur ekonomisystemet. Går det inte, öppna filen i Excel (Data, Från text, Fast bredd), ange var kolumnerna börjar, och spara den som .xlsx.
problem-several-files-packed = ”{ $path }” ska innehålla en fil men har { $files }: { $names }.
problem-several-files-packed-hint = Packa upp filen och ange varje utdrag för sig i jobbet.
problem-packed-twice = ”{ $path }” innehåller en packad fil i en packad fil.
problem-packed-twice-hint = Packa upp den yttersta och ange den inre i jobbet.
problem-cells-out-of-order = Bladets celler står inte i ordning eller finns två gånger: { $cell }.
problem-cells-out-of-order-hint = Öppna arbetsboken i Excel och spara den på nytt.
problem-read-limit = Filen går över en gräns för vad som läses. { $what }: högst { $limit }.
problem-read-limit-hint = Kontrollera att filen är rätt utdrag. Är den det, höj { $key } under [limits] i jobbet.
problem-short-row = Raden slutar före kolumnen ”{ $header }”.
problem-short-row-hint = Slå upp raden i ekonomisystemet. Är den bruten av en radbrytning i en text, ta ut utdraget med citattecken kring texter.
problem-extra-cells = Raden har fler fält än rubriken. Det första som är över är ”{ $value }”.
problem-extra-cells-hint = Troligen står en avgränsare inne i en text, så att raden är förskjuten. Ta ut utdraget med citattecken kring texter eller med en annan avgränsare.
problem-too-many-rejected =
    { $rejected-n ->
        [one] { $rejected } rad går inte att läsa
       *[other] { $rejected } rader går inte att läsa
    }, fler än jobbets gräns på { $limit }.
problem-too-many-rejected-hint = Ofta är det layouten: decimaltecken, periodform eller datumform. Är raderna kända och få, höj gränsen i jobbet (rejected-rows).
problem-rejected-alike =
    { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    } i allt: { $reason } i kolumnen ”{ $header }”. Den första visas här.
problem-rejected-alike-hint = Är det samma fel på många rader är det oftast layouten. Att se var och en: höj gränsen i jobbet (rejected-rows) och läs tabellen avvisade.
problem-unreadable-amount = ”{ $value }” är inget belopp i layoutens form.
problem-unreadable-amount-hint = Kontrollera decimaltecken och tusentalsavskiljare i layouten. Är det en summarad eller text, lägg dess märkning i layouten (totals).
problem-parts-of-ore = Beloppet { $value } har delar av ett öre.
problem-parts-of-ore-hint = Ta ut beloppet med två decimaler. Det avrundas bara om layouten säger det (rounding).
problem-ambiguous-amount = ”{ $value }” kan läsas som { $own } eller { $other }.
problem-ambiguous-amount-hint = Ange i layouten vad som är decimaltecken (decimal) och vad som skiljer tusental (thousands), eller ta ut beloppen med två decimaler.
problem-amount-other-decimal = ”{ $value }” är inget belopp med layoutens decimaltecken. Med det andra är det { $other }.
problem-amount-other-decimal-hint = Kontrollera decimaltecknet i layouten (decimal). Gäller det bara enstaka rader, rätta dem i källan.
problem-amount-other-unit = ”{ $value }” har en enhet som inte är layoutens.
problem-amount-other-unit-hint = Ange beloppens enhet i layouten (unit): kr, tkr eller mnkr. Enheten är då densamma för alla rader.
problem-debit-and-credit = Raden har belopp i både debet och kredit: här står ”{ $value }”.
problem-debit-and-credit-hint = En bokföringsrad har det ena. Slå upp raden i ekonomisystemet. Är det en summarad, lägg dess märkning i layouten (totals).
problem-blank-side = Cellen som säger debet eller kredit är tom. Här väntas { $expected }.
problem-blank-side-hint = Utan den har beloppet inget tecken. Slå upp raden i ekonomisystemet. Är det en summarad, lägg dess märkning i layouten (totals).
problem-unknown-side = ”{ $value }” säger varken debet eller kredit. Här väntas { $expected }.
problem-unknown-side-hint = Ange utdragets ord i layouten (debit-words, credit-words).
problem-negative-beside-side = Beloppet { $value } har minus, fast kolumnen bredvid säger debet eller kredit.
problem-negative-beside-side-hint = Är det en rättelse som minskar den sidan, säg det i layouten (negative-sides = true). Har alla belopp redan sina tecken, ta bort side ur layouten.
problem-blank-date = Datumet är tomt, och perioden tas från det.
problem-blank-date-hint = Ta ut utdraget med bokföringsdatum på varje rad, eller med en kolumn för perioden.
problem-blank-cell = Cellen i kolumnen ”{ $header }” är tom. Layouten säger att den aldrig är det.
problem-blank-cell-hint = Slå upp raden i ekonomisystemet. Får värdet saknas, ta bort kolumnen ur never-blank i layouten.
problem-unreadable-code = ”{ $value }” börjar inte med en kod.
problem-unreadable-code-hint = Layouten säger att kolumnen har kod och namn (code-and-name). Ta ut utdraget med koden först i cellen.
problem-spoilt-code = ”{ $value }” är vad ett kalkylprogram har gjort av en kod. Hur koden var går inte att se.
problem-spoilt-code-hint = Slå upp raden i ekonomisystemet, eller ta ut utdraget på nytt och läs det direkt. Ska det öppnas i Excel, formatera kolumnen som text först.
problem-nothing-to-fill-from = Cellen i kolumnen ”{ $header }” är tom, och ovanför den finns inget värde att ta.
problem-nothing-to-fill-from-hint = Värden fylls inte i över en summarad eller en rubrikrad. Ta ut utdraget med koden på varje rad, eller ta bort kolumnen ur fill-down i layouten.
problem-total-or-posting = ”{ $value }” märker en summarad, men raden kan också vara en bokföringsrad utan verifikation, och den är inte summan av raderna ovanför.
problem-total-or-posting-hint = Är det en summarad, se efter vilka rader som saknas i utdraget. Är det en bokföringsrad, ta bort ordet ur totals i layouten, eller ange en kolumn som bara bokföringsrader har (voucher eller row).
problem-decimal-contradicted =
    Beloppen stämmer inte med layouten, vars decimaltecken är ”{ $decimal }”: { $for } visar det, { $against } talar emot. Det första är ”{ $value }”. { $own-key ->
        [blank] Med layoutens decimaltecken är det inget belopp; med det andra är det { $other }.
       *[other] Det kan läsas som { $own } eller { $other }.
    }
problem-decimal-contradicted-hint = Ange utdragets decimaltecken (decimal) och tusentalsavskiljare (thousands) i layouten. Finns båda slagen i samma jobb, gör en layout för varje.
problem-amount-too-large = Beloppet { $value } är för stort för att räknas exakt.
problem-amount-too-large-hint = Kontrollera decimaltecknet i layouten, och om värdet verkligen är ett belopp.
problem-unreadable-date = ”{ $value }” är inget datum i formen { $expected }.
problem-unreadable-date-hint = Ange utdragets datumform i layouten (dates). Ett värde som betyder inget datum anges under no-date.
problem-unreadable-period = ”{ $value }” är ingen period i formen { $expected }.
problem-unreadable-period-hint = Ange utdragets periodform i layouten (periods).
problem-unreadable-year = ”{ $value }” är inget årtal med fyra siffror.
problem-unreadable-year-hint = Layouten tar året ur en egen kolumn (year). Är det ingen bokföringsrad, lägg dess märkning i layouten (totals).
problem-blank-amount = Beloppet är tomt. Tomt är inte noll.
problem-blank-amount-hint = Slå upp raden i ekonomisystemet. Är det ingen bokföringsrad, lägg dess märkning i layouten (totals).
problem-error-cell = Cellen innehåller felvärdet { $value }.
problem-error-cell-hint = Rätta källan (en formel i arbetsboken, två objekt av samma dimension på en SIE-rad), eller ta ut utdraget på nytt ur ekonomisystemet.
problem-formula-without-value = Cellen har en formel men inget beräknat värde.
problem-formula-without-value-hint = Öppna arbetsboken i Excel, låt den räkna om och spara den igen.
problem-open-quote =
    Citattecknet som öppnas här { $line-key ->
        [blank] { $bytes-key ->
            [blank] stängs aldrig: filen slutar inne i fältet.
           *[other] är inte stängt { $bytes } byte längre fram.
        }
       *[other] stängs först på rad { $line }. Raderna dit skulle bli en enda och gå förlorade.
    }
problem-open-quote-hint = Hör tecknet till texten, ta bort det i källan eller låt ekonomisystemet dubbla citattecken inne i text. Ska texten verkligen ha radbrytningar och så många skiljetecken som en rad, ta bort radbrytningarna i källan. Slutar filen mitt i en rad är den avhuggen. Ta sedan ut utdraget på nytt.
problem-sie-open-quote = Ett citattecken öppnas här men stängs inte på raden, så det går inte att veta var fältet slutar.
problem-sie-open-quote-hint = Rätta raden i källan: ett citattecken inne i en text ska ha ett omvänt snedstreck framför sig. Ta sedan ut filen på nytt.
problem-sie-object-list = Objektlistan är inte hel: den ska vara par av dimension och objekt mellan klamrar på en rad.
problem-sie-object-list-hint = Mellan klamrarna ska stå till exempel 1 "0101" 6 "P01". Rätta raden i källan och ta ut filen på nytt.
problem-sie-voucher-open = Verifikationen som börjar här avslutas aldrig med en klammer. Filen är avkortad eller skadad.
problem-sie-voucher-open-hint = Ta ut filen på nytt, och se att den är hel när den har kopierats.
problem-sie-outside-voucher = Raden hör till en verifikation, men står inte i någon.
problem-sie-outside-voucher-hint = Före raderna ska stå #VER och en klammer på en egen rad. Ta ut filen på nytt.
problem-sie-several-breakdowns = Periodsaldona är uppdelade på flera sätt som överlappar varandra, på dimension { $dimensions }. Att räkna alla vore att räkna dubbelt.
problem-sie-several-breakdowns-hint = Ange i layouten vilken uppdelning som ska räknas: balances-by = ["20"] under [sie].
problem-xml-doctype = Filen definierar egna namn (DOCTYPE eller entiteter), och sådana läses inte: { $detail }
problem-xml-doctype-hint = Ta ut filen på nytt ur ekonomisystemet. En SIE 5-fil har inga.
problem-xml-broken = Filen är ingen hel XML-fil: { $detail }
problem-xml-broken-hint = Ta ut filen på nytt, och se att den är hel när den har kopierats.
problem-limit-exceeded = Filen går över gränsen för vad som läses. { $what }: högst { $limit }.
problem-limit-exceeded-hint = Kontrollera att filen är rätt utdrag. Dela annars upp den på flera filer, till exempel en per halvår.
problem-amount-overflow = En summa av belopp blir här för stor för att räknas exakt.
problem-amount-overflow-hint = Kontrollera decimaltecknet i layouten och leta efter orimliga belopp i utdraget.
problem-inspect-not-text = Filen är varken arbetsbok eller text i en känd kodning.
problem-inspect-not-text-hint = Ta ut utdraget på nytt ur ekonomisystemet, som arbetsbok eller som text.
problem-foot-no-file = Filen finns inte.
problem-foot-no-file-hint = Kontrollera namnet och mappen.
problem-foot-directory = Det här är en mapp, ingen fil.
problem-foot-directory-hint = Ange filerna i mappen, till exempel { $path }/*.xlsx.
problem-foot-empty = Filen är tom.
problem-foot-empty-hint = Spara dokumentet på nytt och ange den filen.
problem-foot-not-text = Filen är varken arbetsbok eller text: här står tecknet { $sign }.
problem-foot-not-text-hint = Spara dokumentet som .xlsx, .csv eller text med tabbar mellan cellerna. Ur en PDF eller ett Worddokument går tabellen att klistra in i Excel.
problem-foot-no-table =
    Ingen tabell hittades. { $rows-n ->
        [0] { $lines-n ->
            [one] Filens enda rad har inte mer än en cell.
           *[other] Ingen av filens { $lines } rader har mer än en cell.
        }
        [one] { $lines-n ->
            [one] Filens enda rad har flera celler, men inget belopp.
           *[other] Av filens { $lines } rader har { $rows } flera celler, men inget belopp.
        }
       *[other] Av filens { $lines } rader har { $rows } flera celler, men inget belopp.
    }
problem-foot-no-table-hint = En tabell behöver minst två kolumner: celler i en arbetsbok, eller text med tabbar (i csv semikolon, komma, tabb eller lodstreck) mellan cellerna. Kontrollera att tabbarna följde med när texten sparades.
problem-foot-no-total =
    Ingen summa hittades i { $tables-n ->
        [one] filens tabell
       *[other] filens { $tables } tabeller; den första står här
    }.
problem-foot-no-total-hint = En summarad börjar eller slutar med något av orden { $words }. Märk summaraden så, eller ange en fil som har en. ”Resultat” är en summa bara där den stämmer med raderna ovanför.

## Problem: resultatet

problem-output-not-writable = Det går inte att skriva till ”{ $path }”: { $detail }
problem-output-not-writable-hint = Kontrollera behörighet och ledigt utrymme, stäng resultatet om det är öppet i Excel, eller ange en annan mapp med --out. En tidigare körnings resultat är orört.
problem-stdout-not-written = Svaret kunde inte skrivas ut: { $detail }
problem-stdout-not-written-hint = Kontrollera ledigt utrymme där utskriften (stdout) hamnar, och kör igen. Filer som kommandot redan har skrivit står kvar.
problem-output-exists = ”{ $path }” finns redan och skrivs inte över.
problem-output-exists-hint = Ange ett annat namn, eller --force.
problem-output-not-swapped = Resultatet kunde inte sättas på plats i { $path }: { $detail }. Den tidigare körningens resultat står kvar.
problem-output-not-swapped-hint = Stäng filer i mappen som är öppna i Excel eller andra program och kör igen.
problem-output-name-unfit = ”{ $name }” går inte att använda som fil- eller mappnamn.
problem-output-name-unfit-hint = Använd bokstäver, siffror och bindestreck i id.
problem-output-not-written = Filen { $file } kunde inte skrivas: { $detail }.
problem-output-not-written-hint = Kontrollera att disken har plats och att mappen går att skriva i, och kör igen. En tidigare körnings resultat är orört.
problem-output-amount-not-exact = Beloppet { $amount } kr i { $file }, kolumn { $column }, är för stort för att stå exakt i en Excelcell.
problem-output-amount-not-exact-hint = Inget är publicerat. Så stora belopp är nästan alltid felläsning: kontrollera decimaltecken och enhet i layouten, och beloppet i källan. Är det rätt, dela upp jobbet så att summan blir mindre.
problem-output-amount-too-large = Beloppet { $amount } kr i { $file }, kolumn { $column }, har fler siffror än en Parquetfil från tertial rymmer (högst 16 före decimaltecknet).
problem-output-amount-too-large-hint = Inget är publicerat. Så stora belopp är nästan alltid felläsning: kontrollera decimaltecken och enhet i layouten, och beloppet i källan. Är det rätt, dela upp jobbet så att summan blir mindre.
problem-output-sheet-too-long = Ett blad i { $file } ryms inte i Excel: { $sheet } skulle få { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }.
problem-output-sheet-too-long-hint = Sänk voucher-rows-in-workbook under limits i jobbet.
problem-output-locked = En annan körning skriver till ”{ $path }”.
problem-output-locked-hint = Vänta tills den är klar, eller ange en annan mapp med --out.
problem-broken-invariant = Kontrollsummorna skiljer sig mellan två steg ({ $boundary }): lämnat { $handed }, mottaget { $received }. Inget är publicerat.
problem-broken-invariant-hint = Felet ligger i tertial, inte i dina uppgifter. Anmäl det och skicka med manifest.json från den senaste lyckade körningen och texten ovan. En tidigare körnings resultat är orört.

## Kommandoraden

cli-about = Följer upp riktade statsbidrag: från huvudboksutdrag till avstämda tabeller, rätt på öret
cli-check-about = Prövar jobbet och dess filer utan att läsa utdragen; säger inget när allt är väl
cli-foot-about = Räknar om publicerade tabeller: varje summa mot sina delposter
cli-inspect-about = Säger vad en fil är och föreslår en layout som läser den
cli-run-about = Kör jobbet och publicerar uppföljningen
cli-help-about = Visar hjälp
cli-arg-job = Jobbfilen, till exempel pipelines/region-jh-2022.toml
cli-arg-file = Publicerad tabell: xlsx, csv eller text med tabbar mellan cellerna; flera går bra
cli-arg-through = Redovisa till och med: månad (2022-08), tertial (2022-T2) eller år (2022)
cli-arg-out = Mapp för resultatet
cli-arg-as-of = Dag som rapporten är ställd per (ÅÅÅÅ-MM-DD); annars sista dagen i --through
cli-arg-format = Sammandragets form: text eller json
cli-arg-foot-format = Utskriftens form: text eller json
cli-arg-inspect-file = Utdrag ur huvudbok: arbetsbok, avgränsad text eller SIE, också packad; flera går bra
cli-arg-inspect-format = Utskriftens form: text eller json
cli-arg-write = Skriver den föreslagna layouten till denna fil (en FILE)
cli-arg-force = Låter --write skriva över en fil
cli-arg-sheet = Bara detta blad i en arbetsbok
cli-arg-rows = Skriver tabellen som den lästes, som CSV i UTF-8, och inget annat (en FILE)
cli-arg-fail-on = Lägsta allvar som ger slutkod 1: error, warning eller never
cli-arg-lang = Språk: sv eller en
cli-arg-threads = Antal trådar; annars en per processorkärna
cli-arg-stats = Visar vad varje steg tog, på stderr
cli-arg-verbose = Visar också upplysningar
cli-arg-help = Visar hjälp
cli-arg-version = Visar version
cli-usage = Användning
cli-commands = Kommandon
cli-arguments = Argument
cli-options = Flaggor
cli-exit-codes =
    Slutkoder:
      0  allt väl
      1  avvikelser på eller över --fail-on
      2  fel i anropet eller i en pipelinefil
      3  indata går inte att läsa, eller är över en gräns
      4  resultatet kunde inte skrivas
      5  fel i tertial: kontrollsummorna skiljer sig; inget publicerat
cli-foot-exit-codes =
    Slutkoder:
      0  varje summa som har delposter stämmer
      1  minst en summa stämmer inte, går inte att avgöra eller går inte att läsa
      2  fel i anropet
      3  en fil går inte att läsa, eller har ingen summa att räkna om; de andra redovisas ändå
cli-inspect-exit-codes =
    Slutkoder:
      0  redovisad; layouten läser alla rader
      1  redovisad, med något som någon måste avgöra
      2  fel i anropet
      3  en fil går inte att läsa; de andra redovisas ändå
      4  layouten kunde inte skrivas

## Sammandraget efter en körning

summary-title = { $job }, till och med { $through }, per { $as-of }
summary-controls = Kontrollsummor
summary-findings =
    Avvikelser: { $errors } fel, { $warnings-n ->
        [one] { $warnings } varning
       *[other] { $warnings } varningar
    }, { $infos-n ->
        [one] { $infos } upplysning
       *[other] { $infos } upplysningar
    }
summary-kept = Den förra mappen hade ändrats för hand och är sparad i { $path }
summary-more = … och { $more } till av { $code }; alla står i tabeller/avvikelser.csv.
trouble-more = … och { $more } till av { $code }; alla står med --format json.
summary-files = Resultatet finns i { $path }
summary-set-aside =
    Avsatt för beslut: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $sum } kr
summary-rejected =
    Avvisat: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }
error-label = fel
warning-label = varning
info-label = upplysning
hint-label = gör så här
progress-reading =
    Läser { $file }: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, { $rate } i sekunden{ $known ->
        [yes] , omkring { $left } s kvar
       *[no] {""}
    }
progress-publishing = Skriver resultatet
stats-stage = Steg
stats-time = Sekunder
stats-rows = Rader
stats-bytes = MB
stats-rate = MB/s
stats-read = läsa
stats-normalise = normalisera
stats-map = fördela
stats-fold = summera till saldon
stats-facts = skriva fakta
stats-reconcile = stämma av
stats-summarise = ställa upp tabeller
stats-publish = publicera
stats-whole = { $seconds } s från början till slut. Stegens sekunder är arbetstid på alla trådar.

## Tabeller som räknas om

foot-title =
    { $title-key ->
        [blank] Tabell utan rubrik
       *[other] { $title }
    }
foot-lines = rad { $first }–{ $last }
foot-not-added = Läggs inte ihop (andelar, medelvärden och liknande): { $columns }
foot-without-total = Tabell utan summarad, inget att räkna om: { $places }
foot-unread-total-text = { $place }  Summacellen innehåller ”{ $value }”, inte ett enda belopp, och är inte omräknad.
foot-unread-total-text-hint = Skriv summan som ett enda belopp.
foot-unread-total-error = { $place }  Summacellen innehåller felet ”{ $value }” och är inte omräknad.
foot-unread-total-error-hint = Öppna arbetsboken i Excel, rätta formeln och spara.
foot-unread-total-formula = { $place }  Summacellen innehåller en formel utan sparat värde och är inte omräknad.
foot-unread-total-formula-hint = Öppna arbetsboken i Excel och spara den, så sparas värdet.
foot-unread-total-nothing = { $place }  Summaraden har inget belopp och är inte omräknad.
foot-unread-total-nothing-hint = Skriv summan i cellen. Är raden en rubrik, skriv den utan ordet för summa.
foot-doubt-sign =
    { $place }: ”{ $value }” går att läsa både med decimaler och med tusental. Kolumnen är läst med { $taken-key ->
        [thousands] tusental
       *[other] decimaler
    }{ $reason-key ->
        [totals] , eftersom summorna stämmer så.
        [column] , som tabellens andra kolumner
        [unit] , eftersom { $unit } inte skrivs med tre decimaler
       *[other] , som är vanligast i svenska tabeller
    }{ $why-key ->
        [closes] {""}
        [both] ; summorna stämmer på båda sätten.
       *[other] ; ingen summa stämmer på något av sätten.
    }
foot-doubt-heading = { $place }: ”{ $label }” är läst som rubrik för en ny tabell, eftersom raden saknar belopp.
foot-doubt-ordinary = { $place }: ”{ $label }” är inte summan av raderna ovanför och är läst som en vanlig rad.
foot-total =
    { $place }  { $label }{ $level-key ->
        [cell] , summan inne i cellen
       *[other] {""}
    }{ $column-key ->
        [blank] {""}
       *[other] {" "}[{ $column }]
    }: { $stated } – { $verdict }
foot-verdict-agrees = stämmer
foot-verdict-rounded =
    stämmer avrundat: delposterna är { $sum }{ $base-key ->
        [blank] {""}
       *[other] ; kolumnen är på varje rad ”{ $base }” gånger samma faktor, avrundat
    }
foot-verdict-across = stämmer i sidled: ”{ $first }” minus ”{ $second }”, som på alla rader som har beloppen
foot-verdict-differs = STÄMMER INTE, differens { $difference }: delposterna är { $sum }
foot-verdict-unit =
    FEL ENHET: delposterna är { $sum }. Talet är { $power-key ->
        [less] { $factor } gånger för stort
       *[other] { $factor } gånger för litet
    }{ $unit-key ->
        [blank] {""}
       *[other] {" "}och är rimligt bara som { $unit }
    }{ $remains-key ->
        [nothing] ; läst så stämmer det
       *[other] ; läst så är differensen { $difference }
    }
foot-verdict-incomplete = GÅR INTE ATT AVGÖRA, differens { $difference }: delposterna är { $sum }, men rader saknar belopp i kolumnen
foot-verdict-no-addends = inte omräknad: ingen rad har belopp i kolumnen
foot-verdict-currencies = GÅR INTE ATT AVGÖRA: kolumnen blandar valutor ({ $currencies }), som inte går att lägga ihop
foot-verdict-overflow = FÖR STORT: delposterna ryms inte i en exakt summa
foot-reading-rows =
    { $agrees-key ->
        [agrees] Raderna är lästa som delposter, eftersom det stämmer.
       *[other] Raderna är lästa som delposter, eftersom det ligger närmast.
    }
foot-reading-subtotals =
    { $agrees-key ->
        [agrees] Delsummorna är lästa som delposter, eftersom det stämmer.
       *[other] Delsummorna är lästa som delposter, eftersom det ligger närmast.
    }
foot-reading-totals =
    { $agrees-key ->
        [agrees] Summorna ovanför är lästa som delposter, eftersom det stämmer.
       *[other] Summorna ovanför är lästa som delposter, eftersom det ligger närmast.
    }
foot-reading-all-rows =
    { $agrees-key ->
        [agrees] Tabellens alla rader så långt är lästa som delposter, eftersom det stämmer.
       *[other] Tabellens alla rader så långt är lästa som delposter, eftersom det ligger närmast.
    }
foot-reading-below =
    { $agrees-key ->
        [agrees] Raderna nedanför är lästa som delposter, eftersom det stämmer.
       *[other] Raderna nedanför är lästa som delposter, eftersom det ligger närmast.
    }
foot-reading-group =
    { $first-key ->
        [blank] Bara raderna med summans namn är lästa som delposter.
       *[other] Bara raderna med summans namn är lästa som delposter (rad { $first }–{ $last }).
    }
foot-reading-tail = Bara de sista raderna är lästa som delposter (rad { $first }–{ $last }), eftersom det stämmer.
foot-otherwise-rows = Raderna för sig är { $sum }.
foot-otherwise-subtotals = Delsummorna för sig är { $sum }.
foot-parted = En cells siffror är delade i andra belopp än de först ser ut som, eftersom det stämmer.
foot-within-rounding =
    Differensen ryms i avrundningen av { $rows-n ->
        [one] { $rows } delpost
       *[other] { $rows } delposter
    } och summan, högst { $most }.
foot-other-column = Summan står i en annan kolumn än delposterna.
foot-subtotal = {" "}(delsumma)
foot-left-out = {" "}(varav-post, räknas inte)
foot-unread-nothing = {" "}(inget belopp i kolumnen)
foot-unread-formula = {" "}(formel utan sparat värde)
foot-unread-error = {" "}(”{ $value }” är inget belopp)
foot-unread-text = {" "}(”{ $value }” är inget belopp)
foot-likely = Det här stänger differensen exakt (förslag, var för sig):
foot-no-known-cause = Ingen känd orsak.
foot-arithmetic = Det här stänger den också exakt, men inget annat talar för det:
foot-more = … och { $more } till; alla finns i --format json.
foot-slip-missing = { $place }  { $label }: { $seen } är inte med i summan
foot-slip-twice = { $place }  { $label }: { $seen } är med två gånger
foot-slip-counted =
    { $place }  { $label }: { $seen } är med, fast det är { $role-key ->
        [of-which] en varav-post
        [result] cellens egen summa
       *[other] en delsumma
    }
foot-slip-sign = { $place }  { $label }: { $seen } är med, med omvänt tecken
foot-slip-magnitude = { $place }  { $label }: { $seen } i stället för { $instead } (fel enhet)
foot-slip-digit = { $place }  { $label }: { $seen } i stället för { $instead } (en siffra, ett steg)
foot-slip-neighbours = { $place }  { $label }: { $seen } i stället för { $instead } (två siffror bredvid varandra omkastade)
foot-slip-swapped = { $place }  { $label }: { $seen } i stället för { $instead } (två siffror omkastade)
foot-slip-far-digit = { $place }  { $label }: { $seen } i stället för { $instead } (en siffra, { $steps } steg)
foot-tally =
    { $totals-n ->
        [one] { $totals } summa
       *[other] { $totals } summor
    }: { $agree } stämmer, { $differ } stämmer inte{ $open-n ->
        [0] {""}
       *[other] , { $open } går inte att avgöra
    }{ $not-re-added-n ->
        [0] {""}
        [one] , { $not-re-added } är inte omräknad
       *[other] , { $not-re-added } är inte omräknade
    }

## En fil som granskas

inspect-label-format = Format
inspect-label-separator = Skiljetecken
inspect-label-sheets = Blad
inspect-label-dimensions = Dimensioner
inspect-label-header = Rubrikrad
inspect-label-columns = Kolumner
inspect-label-amounts = Belopp
inspect-label-period = Period
inspect-label-rows = Rader
inspect-label-sum = Summa
inspect-label-look = Observera
inspect-label-decide = Avgör
inspect-label-proposal = Layout
inspect-label-shipped = Färdiga
inspect-format-text = text, { $bytes } byte{ $packed-key ->
        [blank] {""}
       *[other] , packad ({ $packed })
    }
inspect-format-workbook = arbetsbok .{ $kind-of }, { $bytes } byte{ $packed-key ->
        [blank] {""}
       *[other] , packad ({ $packed })
    }
inspect-format-sie =
    SIE{ $stated-key ->
        [blank] {""}
       *[other] {" "}{ $stated }
    }, { $bytes } byte, teckenuppsättning { $letters }, { $vouchers-n ->
        [one] { $vouchers } verifikation
       *[other] { $vouchers } verifikationer
    }{ $packed-key ->
        [blank] {""}
       *[other] , packad ({ $packed })
    }
inspect-encoding-is =
    { $encoding }: { $proof-key ->
        [mark] filen börjar med dess byteordningsmärke
        [zeros] varannan byte är noll
        [whole] { $letters-n ->
            [one] { $letters } bokstav utanför ASCII, hel i UTF-8
           *[other] { $letters } bokstäver utanför ASCII, alla hela i UTF-8
        }
        [ascii] bara ASCII, som alla kodningar har gemensamt
        [letters] { $letters-n ->
            [one] { $letters } svensk bokstav inuti ett ord
           *[other] { $letters } svenska bokstäver inuti ord
        }
       *[other] tecken utanför ASCII, men inget som visar vilken kodning; den vanliga är vald
    }
inspect-separator-is =
    ”{ $separator }”: { $stated-key ->
        [blank] { $fields } fält på { $lines } av { $all-key ->
            [all] { $of-n ->
                [one] { $of } rad
               *[other] { $of } rader
            }
           *[other] de första { $of } raderna
        }
       *[other] första raden säger det; { $fields } fält på { $lines } av { $of-n ->
        [one] { $of } rad
       *[other] { $of } rader
    }
    }
inspect-no-separator = inget tecken delar raderna i lika många fält
inspect-sheet =
    { $sheet } ({ $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }{ $read-key ->
        [read] {""}
       *[other] , läses inte
    })
inspect-dimension =
    Dimension { $number }{ $name-key ->
        [blank] , utan namn
       *[other] , ”{ $name }”
    }: på { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }.
inspect-header-is =
    rad { $row }{ $headers-n ->
        [1] {""}
       *[other] , och { $more } rubrikrader till med andra kolumner
    }{ $shape-key ->
        [shape] ; för få rubriker är kända, så raden är funnen på sin form
       *[other] {""}
    }
inspect-columns-are = { $columns }
inspect-columns-more = … och { $more-n ->
        [one] { $more } kolumn
       *[other] { $more } kolumner
    } till; --format json har alla.
inspect-no-heading = (ingen rubrik)
inspect-cells-blank =
    { $cells-n ->
        [one] { $cells } tom
       *[other] { $cells } tomma
    }
inspect-column-sum = summa { $sum }
inspect-type-blank = tom
inspect-type-amount = belopp
inspect-type-period = period
inspect-type-date = datum
inspect-type-whole-number = heltal
inspect-type-code = kod
inspect-type-code-and-name = kod och namn
inspect-type-text = text
inspect-amounts-are =
    { $state-key ->
        [none] inga är funna
        [open] decimaltecknet är inte avgjort
        [unseen] inget belopp visar något decimaltecken
        [numbers] arbetsbokens tal, som inte behöver något decimaltecken
       *[is] decimaltecken ”{ $decimal }” (visas av { $cells })
    }{ $thousands-key ->
        [blank] {""}
       *[other] , tusental { $thousands }
    }{ $unit-key ->
        [blank] {""}
       *[other] , enhet { $unit }
    }{ $currency-key ->
        [blank] {""}
       *[other] , valuta { $currency }
    }
inspect-sign = ”{ $sign }” ({ $cells })
inspect-span = { $first-period } till { $last-period }
inspect-rows-are =
    { $rows-n ->
        [one] { $rows } rad i tabellen
       *[other] { $rows } rader i tabellen
    }{ $rejected-n ->
        [0] {""}
       *[other] , varav { $rejected } oläsliga
    }{ $besides-key ->
        [blank] {""}
       *[other] ; därtill { $besides }
    }
inspect-rows-blank =
    { $rows-n ->
        [one] { $rows } tom
       *[other] { $rows } tomma
    }
inspect-rows-repeated =
    { $rows-n ->
        [one] { $rows } upprepad rubrikrad
       *[other] { $rows } upprepade rubrikrader
    }
inspect-rows-totals =
    { $rows-n ->
        [one] { $rows } summarad
       *[other] { $rows } summarader
    }
inspect-rows-groups =
    { $rows-n ->
        [one] { $rows } grupprubrik
       *[other] { $rows } grupprubriker
    }
inspect-rows-text =
    { $rows-n ->
        [one] { $rows } textrad
       *[other] { $rows } textrader
    }
inspect-rows-seen = ungefär { $rows }; utan en layout som läser alla kan det inte sägas exakt
inspect-sum-is =
    { $sum } (debet { $debit }, kredit { $credit }){ $written-key ->
        [blank] {""}
       *[other] ; som den är skriven { $written }
    }
inspect-rejects =
    { $rows-n ->
        [one] { $rows } rad är oläslig
       *[other] { $rows } rader är oläsliga
    } ({ $reason }{ $header-key ->
        [blank] {""}
       *[other] , kolumn { $header }
    }), den första { $place }: ”{ $value }”
inspect-errors =
    { $cells-n ->
        [one] { $cells } felvärde eller formel utan värde
       *[other] { $cells } felvärden eller formler utan värde
    } i kolumnen { $header }{ $value-key ->
        [blank] {""}
       *[other] : ”{ $value }”
    }
inspect-no-heading-filled =
    Kolumnen { $place } saknar rubrik men har { $cells-n ->
        [one] { $cells } värde
       *[other] { $cells } värden
    }; en layout kan inte namnge den.
inspect-runs =
    läser alla filens rader: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, summa { $sum }
inspect-runs-with-rejects =
    läser { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, summa { $sum }; { $rejected-n ->
        [one] { $rejected } avvisas, så jobbet måste tillåta den (rejected-rows) eller källan rättas
       *[other] { $rejected } avvisas, så jobbet måste tillåta dem (rejected-rows) eller källan rättas
    }
inspect-runs-empty = finner ingen rad att läsa
inspect-runs-not = går inte att köra: { $why }
inspect-not-whole = är inte hel förrän någon har avgjort det som står ovan
inspect-written = skriven till { $path }
inspect-write-hint = --write FIL skriver den
inspect-fits =
    { $path } passar: { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }, summa { $sum }
inspect-fits-with-rejects =
    { $path } passar, men avvisar { $rejected } av { $rows-n ->
        [one] { $rows } rad
       *[other] { $rows } rader
    }
inspect-fits-none = ingen av de { $layouts } färdiga layouterna läser filen
inspect-layout-head = En layout som tertial inspect föreslår för { $file }. Kommentarerna säger vad varje rad bygger på.
inspect-why-only = Ingen känd rubrik. Den enda kolumnen av typen { $type-of }.
inspect-unused-column =
    Används inte. { $values-key ->
        [blank] Många värden
       *[other] { $values-n ->
            [one] Ett värde
           *[other] { $values } olika värden
        }
    }{ $samples-key ->
        [blank] .
       *[other] , till exempel: { $samples }
    }
inspect-decimal-is =
    { $cells-n ->
        [one] { $cells } belopp visar decimaltecknet ”{ $decimal }”.
       *[other] { $cells } belopp visar decimaltecknet ”{ $decimal }”.
    }
inspect-decimal-open = Avgör: med decimalkomma är summan { $with-comma }, med decimalpunkt { $with-point }.
inspect-decimal-unseen = Inget belopp visar något decimaltecken; det vanliga kommat är valt.
inspect-thousands-is =
    { $cells-n ->
        [one] { $cells } belopp har ”{ $sign }” mellan tusental.
       *[other] { $cells } belopp har ”{ $sign }” mellan tusental.
    }
inspect-unit-is =
    { $from-key ->
        [heading] Rubriken anger enheten { $unit }.
       *[other] Enheten { $unit } står vid belopp.
    }
inspect-noise-is =
    { $cells-n ->
        [one] { $cells } belopp har ett binärt tals brus i sina sista decimaler, som 80.28999999999999.
       *[other] { $cells } belopp har binära tals brus i sina sista decimaler, som 80.28999999999999.
    }
inspect-rounding-is =
    { $cells-n ->
        [one] { $cells } belopp har delar av ett öre och avrundas. En körning säger vad det tar.
       *[other] { $cells } belopp har delar av ett öre och avrundas. En körning säger vad det tar.
    }
inspect-sign-is = Filen har kredit som plus: dess intäkter är positiva och dess kostnader negativa.
inspect-side-is = { $header } säger på vilken sida beloppet står.
inspect-side-may-be = Kanske säger { $header } på vilken sida beloppet står. Då hör den hit som side under [columns].
inspect-period-from-booked = Ingen kolumn med perioder; perioden är bokföringsdatumets månad.
inspect-forms-are = Former, med antal celler: { $forms }
inspect-no-days-are =
    { $cells-n ->
        [one] { $cells } cell har ett datum som system skriver för inget datum.
       *[other] { $cells } celler har ett datum som system skriver för inget datum.
    }
inspect-header-rows-are = Rubriken går över två rader: gruppens rubrik står före kolumnens.
inspect-totals-are =
    { $rows-n ->
        [one] { $rows } rad börjar med något av dessa ord och är ingen bokföringsrad.
       *[other] { $rows } rader börjar med något av dessa ord och är inga bokföringsrader.
    }
inspect-named-are = Cellerna har ett namn bakom koden.
inspect-fill-down-is = Ofta tom, och utan värde går raden inte att läsa: tomt betyder samma som ovan.
inspect-fill-down-may-be = Ofta tom, och aldrig samma två gånger i rad. Betyder tomt samma som ovan fyller den här raden i det.
inspect-never-blank-may-be = Tom i bara några få rader. Om de är fel avvisar den här raden dem.
inspect-optional-are = Några av filens tabeller saknar dessa kolumner.
inspect-breakdowns-are = Filens periodsaldon är uppdelade på flera sätt som överlappar. Välj ett.
inspect-no-header = Ingen rubrikrad hittades. En layout finner kolumner på deras rubriker, så filen måste ha en rad med dem bland de 200 första.
inspect-no-amount = Ingen kolumn med belopp hittades.
inspect-amount-unknown = Flera kolumner kan vara beloppet, och ingen rubrik är känd: { $headers }. Namnge en under amount i layouten.
inspect-amount-or-sides = Det finns både en beloppskolumn och debet och kredit: { $headers }. Beloppet är valt; namnge debet och kredit i stället om det är de som är radernas egna.
inspect-several-amounts = ”{ $header }” är valt som { $key-of }, men { $headers } kan också vara det. Välj.
inspect-several-columns = ”{ $header }” är valt som { $key-of }; { $headers } används inte.
inspect-heading-twice = Rubriken ”{ $header }” står över två kolumner, så en layout kan inte skilja dem åt ({ $key-of }).
inspect-heading-unfit = ”{ $header }” skulle vara { $key-of }, men bara { $fitting } av { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } celler
    } är så: ”{ $value }”
inspect-period-unread = ”{ $header }” skulle vara { $key-of }, men bara { $fitting } av { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } celler
    } har en period i en form som är känd: ”{ $value }”. Förslaget tar månaden ur bokföringsdatumet i stället, men det är perioden som avgör, och period 00 och 13 har inget datum. Rätta kolumnen, eller bekräfta att datumet duger.
inspect-total-words-maybe =
    { $rows-n ->
        [one] { $rows } rad börjar som en summa ({ $words }) men har konto och period som en post, den på rad { $row }.
       *[other] { $rows } rader börjar som en summa ({ $words }) men har konto och period som poster, den första på rad { $row }.
    } Förslaget räknar med dem. Är de summor: skriv totals = [{ $value }] under [values] i layouten.
inspect-credit-negative =
    { $cells-n ->
        [one] { $cells } belopp i { $header } har minus, så gott som alla. Förslaget vänder dem, så de läggs till debet.
       *[other] { $cells } belopp i { $header } har minus, så gott som alla. Förslaget vänder dem, så de läggs till debet.
    } Står minus där för att de är kredit blir summan fel: då måste kolumnen rättas i utdraget.
inspect-date-unknown = Flera kolumner är datum, och ingen rubrik är känd: { $headers }. Namnge bokföringsdatumet under booked i layouten.
inspect-no-period = Varken någon kolumn med perioder eller något bokföringsdatum hittades.
inspect-decimal-ambiguous = ”{ $value }” kan läsas på två sätt, och inget annat belopp visar vilket ({ $cells } sådana). Med decimalkomma är summan { $with-comma }, med decimalpunkt { $with-point }. Välj i layouten (decimal, thousands).
inspect-decimal-mixed = Några belopp visar decimalkomma ({ $comma }) och andra decimalpunkt ({ $point }), det första av de ovanligare ”{ $value }”; { $cells } kan läsas på båda sätten. Med decimalkomma är den läsbara summan { $with-comma }, med punkt { $with-point }. Filen måste rättas eller delas.
inspect-against-decimal =
    { $cells-n ->
        [one] { $cells } belopp är det bara med ett annat decimaltecken än ”{ $decimal }”: ”{ $value }”
       *[other] { $cells } belopp är det bara med ett annat decimaltecken än ”{ $decimal }”: ”{ $value }”
    }
inspect-rare-thousands =
    { $cells-n ->
        [one] { $cells } belopp har ”{ $sign }” mellan tusental, vilket filen annars inte har, och läses inte: ”{ $value }”
       *[other] { $cells } belopp har ”{ $sign }” mellan tusental, vilket filen annars inte har, och läses inte: ”{ $value }”
    }
inspect-rare-form =
    { $cells-n ->
        [one] { $cells } cell i { $header } har formen { $form }, som filen annars inte har, och läses inte: ”{ $value }”
       *[other] { $cells } celler i { $header } har formen { $form }, som filen annars inte har, och läses inte: ”{ $value }”
    }
inspect-rarely-blank =
    { $cells-n ->
        [one] { $cells } rad saknar { $header }, som nästan alla har. Om det är fel avvisar never-blank = ["{ $key-of }"] den.
       *[other] { $cells } rader saknar { $header }, som nästan alla har. Om det är fel avvisar never-blank = ["{ $key-of }"] dem.
    }
inspect-units-differ = Beloppen i { $header } har flera enheter: { $units }. En layout tar en.
inspect-currencies-differ = Beloppen har flera valutor eller enheter ({ $currencies }), det första ”{ $value }”. En layout tar en.
inspect-currency =
    { $cells-n ->
        [one] { $cells } belopp har tecknet { $currencies }: ”{ $value }”. Det läses som det står, och inget räknas om till kronor.
       *[other] { $cells } belopp har tecknet { $currencies }: ”{ $value }”. De läses som de står, och inget räknas om till kronor.
    }
inspect-currency-is =
    { $cells-n ->
        [one] { $cells } belopp har valutan { $currencies } intill. Inget räknas om.
       *[other] { $cells } belopp har valutan { $currencies } intill. Inget räknas om.
    }
inspect-rounding =
    { $cells-n ->
        [one] { $cells } belopp har delar av ett öre: ”{ $value }”. Layouten avrundar det till hela ören.
       *[other] { $cells } belopp har delar av ett öre: ”{ $value }”. Layouten avrundar dem till hela ören.
    }
inspect-day-or-month = Inget datum i { $header } har en dag efter den tolfte, så ”{ $value }” kan ha månaden först. Det läses som { $form }.
inspect-month-first = { $cells } datum i { $header } har månaden först (”{ $value }”), vilket en layout inte kan säga. Ta utdraget med datum som 2022-01-31.
inspect-deciding-blank =
    { $cells-n ->
        [one] { $cells } rad saknar { $header }, som avgör radens period. Layouten tar värdet ovanför. Se att det är rätt, eller ta bort fill-down.
       *[other] { $cells } rader saknar { $header }, som avgör radernas period. Layouten tar värdet ovanför. Se att det är rätt, eller ta bort fill-down.
    }
inspect-group-style =
    { $header } är tom på { $cells-n ->
        [one] { $cells } rad
       *[other] { $cells } rader
    } och aldrig samma två gånger i rad, som när en kod skrivs en gång för raderna under den. Layouten läser tomt som tomt. Betyder det samma som ovan, lägg till { $key-of } under fill-down.
inspect-year-first-or-last = Datumen i { $header } har två siffror för året, och ”{ $value }” kan ha det först eller sist. Det läses som först.
inspect-no-parts = Ingen rubrik är känd som koddel. Ett jobb behöver åtminstone kontot: namnge dess kolumn i layouten, under parts.
inspect-two-encodings =
    { $cells-n ->
        [0] Rubriker har bokstäver
        [one] { $cells } cell har bokstäver
       *[other] { $cells } celler har bokstäver
    } i UTF-8 som läses i en annan teckenkodning: ”{ $value }”. En del av filen har en annan kodning än resten, eller så är den omkodad två gånger. Ta ut den på nytt.
inspect-guarded =
    { $cells-n ->
        [one] { $cells } kod i { $header } är skriven så att Excel lämnar den i fred: ”{ $value }”. Tecknen läses som en del av koden. Ta utdraget utan dem.
       *[other] { $cells } koder i { $header } är skrivna så att Excel lämnar dem i fred: ”{ $value }”. Tecknen läses som en del av koderna. Ta utdraget utan dem.
    }
inspect-some-names =
    { $cells-n ->
        [one] { $cells } cell i { $header } har ett namn efter koden: ”{ $value }”. Layouten läser det som en del av koden. Är det ett namn, lägg till { $key-of } under code-and-name.
       *[other] { $cells } celler i { $header } har ett namn efter koden: ”{ $value }”. Layouten läser det som en del av koden. Är det ett namn, lägg till { $key-of } under code-and-name.
    }
inspect-spoilt-vouchers =
    { $cells-n ->
        [one] { $cells } cell
       *[other] { $cells } celler
    } i kolumnen ”{ $header }” kan vara gjorda om av ett kalkylprogram, som ”{ $value }”. Ta ut utdraget på nytt, eller formatera kolumnen som text först.
inspect-amount-only-compared = Ingen kolumn med radernas egna belopp hittades. { $headers } är vad utfallet jämförs med, eller skillnaden. Ta ut utdraget med utfall, eller namnge kolumnen under amount i layouten.
inspect-amount-only-running = Ingen kolumn med radernas egna belopp hittades. { $headers } är ackumulerat eller ett saldo och blir fel när månader läggs ihop. Ta ut utdraget med radernas belopp, eller namnge kolumnen under amount i layouten om varje rad ändå är för sig.
inspect-times =
    { $cells-n ->
        [one] { $cells } cell i { $header } är ett klockslag
       *[other] { $cells } celler i { $header } är klockslag
    } utan dag. Kolumnen används inte som datum.
inspect-year-or-month-first = Perioderna i { $header } har fyra siffror: ”{ $value }” är { $first } med året först (YYMM) och { $last } med månaden först (MMYY). Här läses året först. Är det fel, ange MMYY i layouten (periods).
inspect-zeros-lost =
    { $header } har { $numbers-n ->
        [one] { $numbers } cell som är ett tal
       *[other] { $numbers } celler som är tal
    } och därför inga nollor först, bredvid texter som ”{ $value }”. Det är olika koder om talen har tappat sina nollor.
inspect-side-apart-maybe = { $header } kan säga debet eller kredit ({ $values }) om { $amount }, som nästan saknar tecken. Gör den det är summan fel: lägg då side = ["{ $header }"] under [columns] i layouten, och ta bort # framför debit-words och credit-words.
inspect-side-beside-signs = { $header } säger debet eller kredit, men { $amount } har redan tecken (minus i { $cells }). Kolumnen används inte.
inspect-side-negative =
    { $cells-n ->
        [one] { $cells } belopp i { $amount } har minus fast { $header } säger debet eller kredit. Raden avvisas.
       *[other] { $cells } belopp i { $amount } har minus fast { $header } säger debet eller kredit. Raderna avvisas.
    } Är minus en rättelse som minskar den sidan, ta bort # framför negative-sides. Har beloppen redan sina tecken, ta bort side.
inspect-breakdowns = Periodsaldona är uppdelade på flera sätt som överlappar: { $dimensions }. Välj ett i layouten (balances-by).
inspect-sheets-left = Blad med andra kolumner läses inte: { $sheets }
inspect-sign-turned = Intäktskonton summerar till { $income } och kostnadskonton till { $cost }: filen tycks ha kredit som plus, och layouten vänder tecknen. Se att det är rätt.

## Orsaker: varför något inte gick, med systemets eller ett biblioteks egna ord inom parentes

cause-not-found = sökvägen finns inte
cause-no-permission = behörighet saknas
cause-is-a-folder = det är en mapp
cause-not-a-folder = en del av sökvägen är ingen mapp
cause-disk-full = disken är full
cause-quota = ditt utrymme på disken är slut
cause-file-too-large = filen blir större än disken tillåter
cause-read-only = disken är skrivskyddad
cause-too-many-open = för många filer är öppna samtidigt
cause-interrupted = arbetet avbröts
cause-in-use = ett annat program använder filen
cause-no-memory = minnet räcker inte
cause-not-empty = mappen är inte tom
cause-exists = det finns redan något med det namnet
cause-reader-gone = mottagaren slutade läsa
cause-network = nätverksdisken svarar inte
cause-system = operativsystemet gav ett fel
cause-cut-off = filen slutar för tidigt
cause-checksum = kontrollsumman stämmer inte
cause-packing = den är packad på ett sätt som inte läses
cause-entities = den definierar egna namn
cause-damaged = innehållet hänger inte ihop
cause-same-sheet = två blad har samma namn
cause-no-workbook = innehållet är något annat

## Platser

place-row = rad { $row }
place-column = kolumn { $column }
