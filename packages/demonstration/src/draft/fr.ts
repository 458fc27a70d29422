/** The draft in French. */
export const FRENCH = `# Projet de déclaration sur la gouvernance de l’intelligence artificielle au bénéfice de tous

La Conférence,

Considérant que l’intelligence artificielle ouvre de nouvelles voies au développement durable dans les domaines de la santé, de l’éducation, de l’agriculture, de l’action climatique et de l’administration publique, et que ses risques franchissent toutes les frontières et dépassent ce qu’un État peut maîtriser seul,

Affirmant que la gouvernance de l’intelligence artificielle est une tâche commune de l’humanité et qu’elle doit accorder un poids égal au développement et à la sécurité,

Guidée par les buts et principes de la Charte des Nations Unies, et réaffirmant que le droit international s’applique à toute utilisation de l’intelligence artificielle,

Réaffirmant l’égalité souveraine de tous les États, quels que soient leur taille, leur puissance ou leur système social, et leur droit égal de développer l’intelligence artificielle et d’en tirer parti,

Profondément préoccupée de ce que la plupart des pays ne disposent ni de la capacité de calcul, ni des données, ni des personnes formées dont dépend une part équitable de ces avantages, et de ce que le fossé se creuse,

Préoccupée de ce que des systèmes mis en service sans évaluation peuvent discriminer, tromper, s’immiscer dans la vie privée et échapper au contrôle de ceux qui en répondent,

Soulignant que les êtres humains et leurs institutions demeurent responsables des décisions qui touchent à la vie, aux droits et à la dignité, et que cette responsabilité ne peut être remise à une machine,

Consciente de la valeur des connaissances ouvertes, des logiciels libres et des normes ouvertes pour une participation sur un pied d’égalité, [ainsi que de la nécessité de maîtriser les risques liés à la diffusion des modèles les plus puissants,]

Se félicitant de la contribution des gouvernements, des organisations internationales, des entreprises, des instituts de recherche, des organisations civiles et des particuliers à une gouvernance qui repose sur de larges consultations,

Résolue à parvenir au consensus le plus large par le dialogue, pas à pas, sur la base de données probantes et dans le respect des différences entre pays,

## Êtres humains et développement durable

1. Déclare que l’intelligence artificielle [doit][devrait] être conçue, développée et utilisée au service des êtres humains, pour accroître leur bien-être et faire progresser le développement durable dans ses dimensions économique, sociale et environnementale ;

2. Encourage les États à orienter le soutien public à l’intelligence artificielle vers les besoins que les marchés servent le moins, en particulier :

a) Les soins de santé primaires, la nutrition et l’éducation ;

b) L’alerte rapide en cas de catastrophe, la protection de la biodiversité et l’action contre les changements climatiques ;

c) Les langues et les cultures qui disposent de peu de ressources numériques ;

## Souveraineté et utilisation à des fins pacifiques

3. Demande aux États et aux fournisseurs de respecter la souveraineté et le droit des États dans lesquels des systèmes et services d’intelligence artificielle sont proposés ;

4. Condamne l’utilisation de l’intelligence artificielle pour manipuler l’opinion publique, répandre la désinformation ou s’ingérer dans les affaires intérieures des États, et demande des mesures [, conformes à la liberté d’expression,] qui permettent à chacun de reconnaître un contenu généré ;

5. Exhorte les États à utiliser l’intelligence artificielle à des fins pacifiques, à faire preuve de prudence et de retenue dans son utilisation militaire, [à maintenir tout recours à la force sous un contrôle humain effectif,] et à examiner les nouveaux moyens et méthodes à la lumière du droit international humanitaire ;

6. Exhorte les États à prévenir et à réprimer l’utilisation abusive de l’intelligence artificielle par des terroristes et des groupes criminels, et à s’entraider à cette fin [, conformément au droit interne] ;

## Égalité et partage des connaissances

7. Encourage les États à partager les connaissances et à mettre les résultats de la recherche financée par des fonds publics à disposition sous licence libre [, s’il y a lieu,] avec la documentation dont d’autres ont besoin pour les étudier, les éprouver et les adapter ;

8. S’oppose à la formation de groupes exclusifs ainsi qu’à l’emploi de monopoles technologiques ou de mesures coercitives [unilatérales] pour entraver le développement de l’intelligence artificielle dans d’autres pays ;

## Essais et évaluation selon le niveau de risque

9. Décide d’établir une échelle de risque minimal, limité, élevé et inacceptable, et de gérer les systèmes par niveau et par catégorie, selon des procédures assez souples pour suivre la technique et prévisibles pour ceux qu’elles lient ;

10. Décide également qu’un système à risque élevé [doit][devrait] être éprouvé et évalué avant sa mise en service et à intervalles réguliers par la suite [, par un organe indépendant de son fournisseur] ;

11. Prie ceux qui développent et exploitent des systèmes à risque élevé :

a) D’expliquer les décisions aux personnes concernées dans une langue qu’elles comprennent ;

b) De tenir les registres que l’examen, le suivi et la traçabilité exigent ;

c) De garantir à tout moment un contrôle humain effectif, y compris la possibilité d’arrêter le système ;

## Droits des personnes et éthique

12. Réaffirme le droit à la vie privée, demande aux États de protéger par la loi les données personnelles à toutes les étapes de la recherche, du développement et de l’utilisation, et condamne le vol, la falsification, la divulgation et toute autre collecte illicite d’informations personnelles ;

13. Demande à tous les acteurs de prévenir la discrimination fondée sur l’appartenance ethnique, les croyances, la nationalité, le genre, l’âge, le handicap ou toute autre situation dans le choix des données, la conception et l’utilisation ;

14. Décide que l’éthique passe en premier et que les travaux susceptibles de conduire à des systèmes à risque élevé [doivent][devraient] être soumis à un examen éthique mené par des personnes qui n’y prennent aucune part et n’ont aucun intérêt à leur issue ;

15. Invite les États à fixer par la loi qui répond du préjudice causé par un système d’intelligence artificielle, de quels recours disposent les personnes lésées et où s’arrêtent les pouvoirs de ceux qui exploitent le système ;

## Participation et méthode

16. Décide que les normes visées par la présente déclaration sont élaborées avec la participation de toutes les parties prenantes, adoptées par consensus et développées progressivement, des principes aux normes techniques, à la lumière d’évaluations des risques ;

17. Invite les États à faire connaître leurs politiques, à échanger leurs meilleures pratiques et à respecter que des situations nationales différentes puissent appeler des mesures différentes ;

18. Encourage le recours à la technique dans la gouvernance même de l’intelligence artificielle, afin d’évaluer les risques, de déceler les utilisations abusives et d’appuyer ceux qui exercent la surveillance ;

## Capacités, institution et examen

19. Décide d’accroître la représentation et la voix des pays en développement dans chaque organe créé en vertu de la présente déclaration [, dans lequel ils détiennent au moins la moitié des sièges] ;

20. Exhorte les États et les autres entités qui sont en mesure de le faire à aider les pays en développement, à leur demande, par :

a) L’accès à des capacités de calcul et à des données partagées, à des conditions équitables ;

b) La formation de fonctionnaires, d’ingénieurs, d’enseignants et de juges ;

c) L’appui aux institutions nationales chargées des essais et de la surveillance ;

21. Appuie la création, dans le cadre des Nations Unies, d’une institution internationale chargée de coordonner la gouvernance de l’intelligence artificielle et de combler l’écart de capacités [, financée par des contributions [obligatoires][volontaires]] ;

22. Invite les États à faire rapport tous les deux ans sur les mesures qu’ils ont prises et sur l’assistance qu’ils ont fournie ou reçue, et prie le secrétariat d’en rendre public un résumé ;

23. Décide d’examiner la présente déclaration [deux][quatre] ans après son adoption, puis à intervalles réguliers, à la lumière de l’évolution de la technique et des rapports reçus.
`;
