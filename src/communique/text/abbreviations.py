"""What a full stop does not end: abbreviations, and the words that show that a new sentence begins after one."""

from __future__ import annotations

from ..languages import Language


def _words(line: str) -> frozenset[str]:
    return frozenset(line.split())


# Something always follows: a name, a number, an example. Written as they stand; a capital may also open the sentence (`Vgl.`, `Cf.`).
ALWAYS = {
    Language.FR: _words(
        "M MM Mme Mlle Mgr Me Dr Drs Pr Prof Ch Chr Ph Th St Ste env cf tél réf adr bd av bât dép hab p.ex c.-à-d c.à.d i.e e.g vs ex "
        "boul gén Sté Ets univ inf sup anc prés dir coll éd N.B n.b resp trad"
    ),
    Language.DE: _words(
        "Hr Hrn Fr Frl Dr Drs Prof Dipl Mag Ing Nr Nrn Abs Abb Abt Bd Bde Kap Anm Aufl Hrsg Tel St Hl Ziff vgl ca bzw bzgl ggf "
        "ggfs evtl inkl exkl zzgl abzgl sog insb insbes rd Dt dt zit geb gest verh mult habil stv stellv z.B d.h o.g v.a z.T u.U "
        "i.d.R i.d.F z.Zt s.a s.o lt gem vs resp einschl ehem bes spez urspr Univ Inst Gen Reg durchschn mind entspr u.v.a "
        "Bhf Fa Gez gez Präs Ltg Br med phil jur oec rer nat em Allg allg Bez Wiss wiss techn"
    ),
    Language.EN: _words(
        "Mr Mrs Ms Mx Messrs Dr Drs Prof Rev Fr Hon Pres Gov Sen Rep Gen Col Maj Capt Lt Cmdr Sgt St Mt Ft e.g i.e viz cf vs "
        "approx Univ Tel incl excl resp Supt Amb"
    ),
}

# Abbreviations only before a number (or a letter that numbers): elsewhere they are words, `l'art.`, `dieser Art.`, `No.`, `sept.`
NUMBERED = {
    Language.FR: _words(
        "art al fig vol chap p pp n no nos tab ann sect par lun mar mer jeu ven sam dim janv févr fév avr juil sept oct nov déc alin t"
    ),
    Language.DE: _words("Art Jan Feb Febr Mär Apr Aug Sep Sept Okt Nov Dez S Fig Tab Vol Par str Str Mo Di Mi Do Sa So"),
    Language.EN: _words(
        "No Nos no nos Art art Fig Figs fig Vol vol Ch ch Sec Sect sec p pp para ed Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct "
        "Nov Dec Eq Ref Tab ft Mon Tue Wed Thu Fri Sat Sun"
    ),
}

# They may end a sentence: it is over when a word follows that begins sentences.
SOMETIMES = {
    Language.FR: _words("Mds Md Mio Mrd min max Fr S.A S.A.S S.A.R.L J.-C Cie Inc Corp Ltd Co U.S U.K Ph.D a.m p.m ap av"),
    Language.DE: _words(
        "Mrd Mio Tsd Bio Std Min min max Sek Vors Jh Jhd Jhdt Chr Str u.a o.ä o.Ä u.ä u.Ä v.Chr n.Chr e.V i.R a.D h.c GmbH Co Inc Corp Ltd "
        "U.S Ph.D M.A B.A M.Sc B.Sc Sa p.a Tab"
    ),
    Language.EN: _words(
        "Inc Ltd Corp Co Bros Jr Sr Esq Ph.D M.Sc B.Sc M.A B.A U.S U.K U.N E.U D.C a.m p.m al bn mn m Ave Rd Blvd Dept est"
    ),
}

# Written with spaces or without, they never end a sentence, though each ends in a single letter that might.
LED_IN = {
    Language.FR: r"(?:c\.-à-d|h\. ?c|p\. ?ex|par ex|N\. ?B|i\. ?e|e\. ?g)",
    Language.DE: r"(?:z\. ?B|d\. ?h|i\. ?d\. ?R|i\. ?d\. ?F|v\. ?a|z\. ?T|o\. ?g|u\. ?U|i\. ?H\. ?v|i\. ?S\. ?v|z\. ?Z|h\. ?c|u\. ?z)",
    Language.EN: r"(?:i\. ?e|e\. ?g)",
}

# Words that begin sentences and hardly ever a name; after an abbreviation they tell the end from the middle.
STARTERS = {
    Language.FR: _words(
        "Le La Les L Un Une Des Ce Cet Cette Ces C Il Elle Ils Elles On Nous Vous Je J En Dans Pour Par Avec Sans Sur Sous "
        "Selon Depuis Après Avant Pendant Lors Lorsque Quand Si Mais Et Ou Or Ainsi Alors Cependant Toutefois Néanmoins Enfin "
        "Ensuite Puis Aussi À A Au Aux D De Du Son Sa Ses Leur Leurs Notre Nos Votre Vos Plus Près Tous Toutes Tout Chaque Cela "
        "Ceci Parmi Entre Grâce Afin Comme Dès Aujourd Créé Créée Créés Fondé Fondée Organisé Organisée Portée Pilotée "
        "Plusieurs Chez Quelque Qu Que Qui Voici Voilà Parce Car Donc"
    ),
    Language.DE: _words(
        "Der Die Das Den Dem Des Ein Eine Einen Einem Einer Eines Er Sie Es Wir Ihr Ich Man Dieser Diese Dieses Diesen Diesem "
        "Dies Jeder Jede Jedes Alle Viele Einige Mehrere Mehr Rund Etwa Circa Im In Am An Auf Aus Bei Beim Mit Nach Von Vom Vor "
        "Zu Zum Zur Für Durch Gegen Ohne Um Unter Über Zwischen Seit Seitdem Während Wenn Weil Da Damit Dabei Dazu Daher Darum "
        "Deshalb Dort Dann Danach Dadurch Darüber Außerdem Zudem Jedoch Aber Und Oder Doch Denn Auch Noch Nur Schon So Sowohl "
        "Ob Obwohl Als Bis Heute Hier Hierbei Hierzu Insgesamt Ihre Ihren Ihrem Ihr Sein Seine Seinen Seiner Unser Unsere Kein "
        "Keine Was Wer Wie Wo Warum Welche Welcher Gemeinsam Weitere Ziel Bereits Jetzt Nun Neben Trotz Laut Gemäß Innerhalb "
        "Außerhalb Ebenso Darin Daraus Davon Hinzu Dahinter Davor Daneben Darunter Dagegen Dennoch Trotzdem Zuvor Zuletzt Schließlich "
        "Mittlerweile Inzwischen Anschließend Später Gleichzeitig Zusätzlich Allerdings Folglich Somit Hierfür Hiermit"
    ),
    Language.EN: _words(
        "The This That These Those It Its He She They We You I His Her Their Our My Your An In On At By For From With Without "
        "To Of As If When While Since After Before During Until Although Because But And Or So Yet However Moreover Meanwhile "
        "Then Thus Therefore Today Now There Here What Who Where Why How Which Both Each Every All Many Most More Some Several "
        "Such Another Other No Not Among Between Under Over Through Founded Created Held Nearly About According Following Once "
        "Only Also Our"
    ),
}
