"""The fixed words of `labels` in other languages than English, by the language of the site's theme."""

from __future__ import annotations

from .labels import ENGLISH

_ORDER = tuple(ENGLISH)


def _words(text: str) -> dict[str, str]:
    """A language's words, a line each, in the order of the English ones."""
    return dict(zip(_ORDER, text.strip().split("\n"), strict=True))


TRANSLATIONS: dict[str, dict[str, str]] = {
    "de": _words("""
Geplant
Entwurf
Fertig
Stand
Quellen
unbekannt
Ja
Nein
{value} von {max}
Wie die Bereiche aufeinander aufbauen
Die Themen des Kurses
Themen: {area}
noch keine.
Thema
Status
Vorher lernen
Keine Voraussetzungen
Karte
Wohin dieses Thema gehört
Der Weg durch den Kurs
Zurück
Weiter
Nächster Bereich
Diese Tabelle durchsuchen
Filter
Spalten
Spalte
Zeilen vergleichen
{row} auswählen
{count} ausgewählt
Nebeneinander
CSV herunterladen
Zurücksetzen
{shown} von {total} Zeilen
Mehr Zeilen
Daten
Weitere Seiten
"""),
    "fr": _words("""
Prévu
Brouillon
Prêt
État au
Sources
inconnu
Oui
Non
{value} sur {max}
Comment les domaines s’appuient les uns sur les autres
Les sujets du cours
Sujets : {area}
aucun pour l’instant.
Sujet
État
À apprendre avant
Aucun prérequis
Carte
Où se situe ce sujet
Le chemin à travers le cours
Précédent
Suivant
Domaine suivant
Chercher dans ce tableau
Filtrer
Colonnes
Colonne
Comparer des lignes
Sélectionner {row}
{count} sélectionnées
Côte à côte
Télécharger en CSV
Réinitialiser
{shown} lignes sur {total}
Plus de lignes
Données
Autres pages
"""),
    "es": _words("""
Previsto
Borrador
Listo
Actualizado a
Fuentes
desconocido
Sí
No
{value} de {max}
Cómo se apoyan unas áreas en otras
Los temas del curso
Temas: {area}
ninguno todavía.
Tema
Estado
Aprender antes
Sin requisitos previos
Mapa
Dónde se sitúa este tema
El camino por el curso
Anterior
Siguiente
Área siguiente
Buscar en esta tabla
Filtrar
Columnas
Columna
Comparar filas
Seleccionar {row}
{count} seleccionadas
Lado a lado
Descargar CSV
Restablecer
{shown} de {total} filas
Más filas
Datos
Más páginas
"""),
    "zh": _words("""
计划中
草稿
已完成
截至
来源
未知
是
否
{value}/{max}
各领域之间的关系
课程的全部主题
主题：{area}
暂无。
主题
状态
先修内容
无需先修
地图
本主题所在位置
课程路线
上一页
下一页
下一个领域
搜索此表格
筛选
列
列
比较行
选择 {row}
已选择 {count} 行
并排比较
下载 CSV
重置
显示 {shown} 行，共 {total} 行
更多行
数据
更多页面
"""),
    "ar": _words("""
مخطط له
مسودة
جاهز
حتى تاريخ
المصادر
غير معروف
نعم
لا
{value} من {max}
كيف تُبنى المجالات بعضها على بعض
مواضيع الدورة
المواضيع: {area}
لا شيء بعد.
الموضوع
الحالة
تعلَّم أولًا
لا متطلبات سابقة
الخريطة
موقع هذا الموضوع
الطريق عبر الدورة
السابق
التالي
المجال التالي
ابحث في هذا الجدول
تصفية
الأعمدة
العمود
قارن الصفوف
اختر {row}
{count} محدد
جنبًا إلى جنب
نزّل CSV
إعادة الضبط
{shown} من {total} صفًا
المزيد من الصفوف
البيانات
صفحات أخرى
"""),
}


def label(key: str, language: str) -> str:
    """A fixed word in a language, or in English where the language has no words here."""
    return TRANSLATIONS.get(language, ENGLISH)[key]
