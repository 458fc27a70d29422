/** The draft in Spanish. */
export const SPANISH = `# Proyecto de declaración sobre la gobernanza de la inteligencia artificial en beneficio de todos

La Conferencia,

Reconociendo que la inteligencia artificial abre nuevas vías al desarrollo sostenible en la salud, la educación, la agricultura, la acción climática y la administración pública, y que sus riesgos atraviesan todas las fronteras y exceden lo que un Estado puede gestionar por sí solo,

Afirmando que la gobernanza de la inteligencia artificial es una tarea común de la humanidad y que debe dar igual peso al desarrollo y a la seguridad,

Guiada por los propósitos y principios de la Carta de las Naciones Unidas, y reafirmando que el derecho internacional se aplica a todo uso de la inteligencia artificial,

Reafirmando la igualdad soberana de todos los Estados, cualesquiera que sean su tamaño, su fuerza o su sistema social, y su igual derecho a desarrollar la inteligencia artificial y a beneficiarse de ella,

Profundamente preocupada por que la mayoría de los países carezcan de la capacidad de cómputo, los datos y el personal capacitado de que depende una parte justa de esos beneficios, y por que la brecha se ensanche,

Preocupada por que los sistemas puestos en servicio sin evaluación puedan discriminar, engañar, inmiscuirse en la vida privada y escapar al control de quienes responden de ellos,

Subrayando que los seres humanos y sus instituciones siguen siendo responsables de las decisiones que afectan a la vida, los derechos y la dignidad, y que esa responsabilidad no puede traspasarse a una máquina,

Consciente del valor del conocimiento abierto, el software de código abierto y las normas abiertas para la participación en pie de igualdad, [así como de la necesidad de gestionar los riesgos de la difusión de los modelos más capaces,]

Acogiendo con beneplácito la contribución de los gobiernos, las organizaciones internacionales, las empresas, los institutos de investigación, las organizaciones civiles y los particulares a una gobernanza basada en amplias consultas,

Resuelta a alcanzar el consenso más amplio mediante el diálogo, paso a paso, sobre la base de pruebas y con respeto de las diferencias entre los países,

## Las personas y el desarrollo sostenible

1. Declara que la inteligencia artificial [deberá][debería] concebirse, desarrollarse y utilizarse al servicio de las personas, para aumentar su bienestar y promover el desarrollo sostenible en sus dimensiones económica, social y ambiental;

2. Alienta a los Estados a que orienten el apoyo público a la inteligencia artificial hacia las necesidades que los mercados menos atienden, en particular:

a) La atención primaria de la salud, la nutrición y la educación;

b) La alerta temprana de desastres, la protección de la biodiversidad y la acción contra el cambio climático;

c) Las lenguas y culturas con pocos recursos digitales;

## Soberanía y uso pacífico

3. Exhorta a los Estados y a los proveedores a que respeten la soberanía y el derecho de los Estados en que se ofrecen sistemas y servicios de inteligencia artificial;

4. Condena el uso de la inteligencia artificial para manipular a la opinión pública, difundir desinformación o injerirse en los asuntos internos de los Estados, y pide medidas [, compatibles con la libertad de expresión,] que permitan a las personas reconocer el contenido generado;

5. Insta a los Estados a que utilicen la inteligencia artificial con fines pacíficos, actúen con prudencia y moderación en su uso militar, [mantengan todo uso de la fuerza bajo un control humano efectivo,] y examinen los nuevos medios y métodos a la luz del derecho internacional humanitario;

6. Insta a los Estados a que prevengan y persigan el uso indebido de la inteligencia artificial por terroristas y grupos delictivos, y a que se presten asistencia con ese fin [, de conformidad con el derecho interno];

## Igualdad y conocimiento compartido

7. Alienta a los Estados a que compartan conocimientos y pongan los resultados de la investigación financiada con fondos públicos a disposición con licencias de código abierto [, cuando proceda,] junto con la documentación que otros necesiten para estudiarlos, ponerlos a prueba y adaptarlos;

8. Se opone a la formación de grupos excluyentes y al empleo de monopolios tecnológicos o de medidas coercitivas [unilaterales] para obstaculizar el desarrollo de la inteligencia artificial en otros países;

## Ensayo y evaluación según el nivel de riesgo

9. Decide establecer una escala de riesgo mínimo, limitado, alto e inaceptable, y gestionar los sistemas por niveles y por categorías, con procedimientos suficientemente ágiles para seguir la tecnología y previsibles para aquellos a quienes obligan;

10. Decide también que todo sistema de alto riesgo [deberá][debería] ensayarse y evaluarse antes de su puesta en servicio y posteriormente a intervalos periódicos [, por un órgano independiente de su proveedor];

11. Solicita a quienes desarrollan y explotan sistemas de alto riesgo:

a) Que expliquen las decisiones a las personas afectadas en un idioma que comprendan;

b) Que lleven los registros que exigen el examen, el seguimiento y la rastreabilidad;

c) Que garanticen en todo momento un control humano efectivo, incluida la posibilidad de detener el sistema;

## Derechos de las personas y ética

12. Reafirma el derecho a la privacidad, exhorta a los Estados a que protejan por ley los datos personales en todas las etapas de la investigación, el desarrollo y el uso, y condena el robo, la falsificación, la filtración y toda otra recopilación ilícita de información personal;

13. Exhorta a todos los agentes a que prevengan la discriminación por motivos de origen étnico, creencias, nacionalidad, género, edad, discapacidad u otra condición en la elección de los datos, en el diseño y en el uso;

14. Decide que la ética va primero y que los trabajos que puedan dar lugar a sistemas de alto riesgo [deberán][deberían] someterse a un examen ético realizado por personas que no participen en ellos ni tengan interés en su resultado;

15. Invita a los Estados a que determinen por ley quién responde del daño causado por un sistema de inteligencia artificial, de qué recursos disponen los perjudicados y dónde terminan las facultades de quienes explotan el sistema;

## Participación y método

16. Decide que las normas previstas en la presente declaración se preparen con la participación de todas las partes interesadas, se aprueben por consenso y se desarrollen gradualmente, de los principios a las normas técnicas, a la luz de evaluaciones de los riesgos;

17. Invita a los Estados a que den a conocer sus políticas, intercambien mejores prácticas y respeten que circunstancias nacionales distintas puedan exigir medidas distintas;

18. Alienta el empleo de la tecnología en la propia gobernanza de la inteligencia artificial, a fin de evaluar los riesgos, detectar los usos indebidos y apoyar a quienes supervisan;

## Capacidad, institución y examen

19. Decide aumentar la representación y la voz de los países en desarrollo en todo órgano que se establezca en virtud de la presente declaración [, en el que ocuparán al menos la mitad de los puestos];

20. Insta a los Estados y a otras entidades que estén en condiciones de hacerlo a que presten asistencia a los países en desarrollo, a petición de estos, mediante:

a) El acceso a capacidad de cómputo y datos compartidos en condiciones justas;

b) La formación de funcionarios, ingenieros, docentes y jueces;

c) El apoyo a las instituciones nacionales de ensayo y supervisión;

21. Apoya el establecimiento, en el marco de las Naciones Unidas, de una institución internacional que coordine la gobernanza de la inteligencia artificial y cierre la brecha de capacidad [, financiada con cuotas [obligatorias][voluntarias]];

22. Invita a los Estados a que informen cada dos años de las medidas que hayan adoptado y de la asistencia que hayan prestado o recibido, y solicita a la secretaría que publique un resumen;

23. Decide examinar la presente declaración [dos][cuatro] años después de su aprobación y periódicamente en lo sucesivo, a la luz de la evolución de la tecnología y de los informes recibidos.
`;
